package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.model.ModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a pickle, Python's program for building objects, with a small part of its instructions: enough for containers,
 * strings and numbers. Whatever a pickle names or refers to, {@link Globals} must know; nothing is ever loaded or called.
 *
 * <p>Python's objects become String, Long (BigInteger beyond), Double, Boolean, {@link #NONE}, {@link Tuple}, ArrayList, LinkedHashMap and
 * {@link Name}, and what the globals make.
 */
final class Pickle {

    /** Python's None. */
    static final Object NONE = new Object();

    /** More bytes than the pickle of any published file has. */
    static final int LARGEST = 8 << 20;

    /** More instructions than any published file has; each costs less than 100 bytes. */
    private static final int MOST_STEPS = 500_000;

    private final BinaryFile file;
    private final PickleInput input;
    private final Globals globals;
    private final PickleStack stack = new PickleStack();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(BinaryFile file, ByteBuffer program, Globals globals) {
        this.file = file;
        this.input = new PickleInput(file, program);
        this.globals = globals;
    }

    /** An immutable list. */
    record Tuple(List<Object> items) {}

    /** A function or class, by module and name. */
    record Name(String text) {}

    /** What the program may build besides containers. */
    interface Globals {

        /** Checks a function or class that the program names. */
        void check(Name name);

        /** Calls a function that the program named. */
        Object call(Name function, List<Object> arguments);

        /** Makes what is kept outside of the program. */
        Object persistent(Object id);
    }

    /**
     * Runs the program at a buffer's position in a file and returns what it built.
     *
     * @throws ModelException if it is cut short or damaged, or uses another instruction
     */
    static Object run(BinaryFile file, ByteBuffer program, Globals globals) {
        Pickle pickle = new Pickle(file, program, globals);
        try {
            return pickle.run();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ClassCastException e) {
            throw (ModelException) pickle.input.damagedHere().initCause(e);
        }
    }

    private Object run() {
        for (int step = 0; step < MOST_STEPS; step++) {
            byte code = input.code();
            PickleOpcode opcode =
                    PickleOpcode.of(code).orElseThrow(() -> input.damaged("with the unknown instruction " + code));
            if (opcode == PickleOpcode.STOP) {
                return stack.pop();
            }
            run(opcode);
        }
        throw input.damaged("with more than " + MOST_STEPS + " instructions");
    }

    private void run(PickleOpcode opcode) {
        switch (opcode) {
            case PROTO -> input.skip(Byte.BYTES);
            case FRAME -> input.skip(Long.BYTES);
            case MARK -> stack.mark();
            case NONE -> stack.push(NONE);
            case NEWTRUE -> stack.push(true);
            case NEWFALSE -> stack.push(false);
            case BININT -> stack.push((long) input.integer());
            case BININT1 -> stack.push((long) input.unsignedByte());
            case BININT2 -> stack.push((long) input.unsignedShort());
            case LONG1 -> stack.push(input.longInteger());
            case BINFLOAT -> stack.push(input.number());
            case BINUNICODE -> stack.push(input.text(input.integer()));
            case BINSTRING -> stack.push(input.text(input.integer()));
            case SHORT_BINUNICODE, SHORT_BINSTRING -> stack.push(input.text(input.unsignedByte()));
            case EMPTY_TUPLE -> stack.push(new Tuple(List.of()));
            case TUPLE1 -> stack.push(new Tuple(stack.pop(1)));
            case TUPLE2 -> stack.push(new Tuple(stack.pop(2)));
            case TUPLE3 -> stack.push(new Tuple(stack.pop(3)));
            case TUPLE -> stack.push(new Tuple(stack.popToMark()));
            case EMPTY_LIST -> stack.push(new ArrayList<>());
            case APPEND -> append(stack.pop(1));
            case APPENDS -> append(stack.popToMark());
            case EMPTY_DICT -> stack.push(new LinkedHashMap<>());
            case SETITEM -> putAll(stack.pop(2));
            case SETITEMS -> putAll(stack.popToMark());
            case BINPUT -> memo.put(input.unsignedByte(), stack.top());
            case LONG_BINPUT -> memo.put(input.integer(), stack.top());
            case MEMOIZE -> memo.put(memo.size(), stack.top());
            case BINGET -> recall(input.unsignedByte());
            case LONG_BINGET -> recall(input.integer());
            case GLOBAL -> name(input.line(), input.line());
            case STACK_GLOBAL -> {
                List<Object> names = stack.pop(2);
                name((String) names.get(0), (String) names.get(1));
            }
            case BINPERSID -> stack.push(globals.persistent(stack.pop()));
            case REDUCE -> {
                Tuple arguments = (Tuple) stack.pop();
                stack.push(globals.call((Name) stack.pop(), arguments.items()));
            }
            case BUILD -> setAttributes();
            default ->
                throw new ModelException(file.name() + " uses pickle's instruction " + opcode
                        + ", which tensors do not need: save the model again in Python with "
                        + "save_pretrained(folder, safe_serialization=True)");
        }
    }

    /** Attributes of a dict, such as the versions of modules, are no part of a model. */
    private void setAttributes() {
        stack.pop();
        if (!(stack.top() instanceof Map)) {
            throw input.damaged("with attributes of something that is no dict");
        }
    }

    private void append(List<Object> items) {
        @SuppressWarnings("unchecked")
        ArrayList<Object> list = (ArrayList<Object>) stack.top();
        list.addAll(items);
    }

    private void putAll(List<Object> items) {
        @SuppressWarnings("unchecked")
        LinkedHashMap<Object, Object> dict = (LinkedHashMap<Object, Object>) stack.top();
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            if (!(key instanceof String || key instanceof Long)) {
                throw input.damaged("with a dict's key that is neither a string nor an integer");
            }
            dict.put(key, items.get(i + 1));
        }
    }

    private void recall(int index) {
        Object value = memo.get(index);
        if (value == null) {
            throw input.damaged("with a reference to nothing");
        }
        stack.push(value);
    }

    private void name(String module, String name) {
        Name full = new Name(module + "." + name);
        globals.check(full);
        stack.push(full);
    }
}
