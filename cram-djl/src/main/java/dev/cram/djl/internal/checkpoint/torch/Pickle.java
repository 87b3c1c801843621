package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.model.ModelException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a pickle, Python's program for building objects, with a small part of its instructions: enough for containers,
 * strings and numbers. Whatever a pickle names or refers to, {@link World} must know; nothing is ever loaded or called.
 *
 * <p>Python's objects become String, Long (BigInteger beyond), Double, Boolean, {@link #NONE}, {@link Tuple}, ArrayList, LinkedHashMap and
 * {@link Name}, and what the world makes.
 */
final class Pickle {

    /** Python's None. */
    static final Object NONE = new Object();

    private static final int LONGEST_INTEGER = 16;

    /** More instructions than any published file has; each costs less than 100 bytes. */
    private static final int MOST_STEPS = 500_000;

    private final String source;
    private final ByteBuffer program;
    private final World world;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(String source, ByteBuffer program, World world) {
        this.source = source;
        this.program = program;
        this.world = world;
    }

    /** An immutable list. */
    record Tuple(List<Object> items) {}

    /** A function or class, by module and name. */
    record Name(String text) {}

    /** What the program may build besides containers. */
    interface World {

        /** Checks a function or class that the program names. */
        void check(Name name);

        /** Calls a function that the program named. */
        Object call(Name function, List<Object> arguments);

        /** Makes what is kept outside of the program. */
        Object persistent(Object id);
    }

    /**
     * Runs a program and returns what it built.
     *
     * @throws ModelException if it is cut short or damaged, or uses another instruction
     */
    static Object run(String source, ByteBuffer program, World world) {
        Pickle pickle = new Pickle(source, program, world);
        try {
            return pickle.run();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ClassCastException e) {
            throw (ModelException)
                    pickle.damaged("at byte " + program.position()).initCause(e);
        }
    }

    private Object run() {
        for (int step = 0; step < MOST_STEPS; step++) {
            byte code = program.get();
            Opcode opcode = Opcode.of(code).orElseThrow(() -> damaged("with the unknown instruction " + code));
            if (opcode == Opcode.STOP) {
                return pop();
            }
            run(opcode);
        }
        throw damaged("with more than " + MOST_STEPS + " instructions");
    }

    private void run(Opcode opcode) {
        switch (opcode) {
            case PROTO -> program.get();
            case FRAME -> program.getLong();
            case MARK -> marks.add(stack.size());
            case NONE -> push(NONE);
            case NEWTRUE -> push(true);
            case NEWFALSE -> push(false);
            case BININT -> push((long) program.getInt());
            case BININT1 -> push((long) readByte());
            case BININT2 -> push((long) (program.getShort() & 0xffff));
            case LONG1 -> push(readInteger());
            case BINFLOAT -> push(Double.longBitsToDouble(Long.reverseBytes(program.getLong())));
            case BINUNICODE -> push(readText(program.getInt()));
            case BINSTRING -> push(readText(program.getInt()));
            case SHORT_BINUNICODE, SHORT_BINSTRING -> push(readText(readByte()));
            case EMPTY_TUPLE -> push(new Tuple(List.of()));
            case TUPLE1 -> push(new Tuple(popItems(stack.size() - 1)));
            case TUPLE2 -> push(new Tuple(popItems(stack.size() - 2)));
            case TUPLE3 -> push(new Tuple(popItems(stack.size() - 3)));
            case TUPLE -> push(new Tuple(popToMark()));
            case EMPTY_LIST -> push(new ArrayList<>());
            case APPEND -> append(popItems(stack.size() - 1));
            case APPENDS -> append(popToMark());
            case EMPTY_DICT -> push(new LinkedHashMap<>());
            case SETITEM -> putAll(popItems(stack.size() - 2));
            case SETITEMS -> putAll(popToMark());
            case BINPUT -> memo.put(readByte(), top());
            case LONG_BINPUT -> memo.put(program.getInt(), top());
            case MEMOIZE -> memo.put(memo.size(), top());
            case BINGET -> recall(readByte());
            case LONG_BINGET -> recall(program.getInt());
            case GLOBAL -> name(readLine(), readLine());
            case STACK_GLOBAL -> {
                List<Object> names = popItems(stack.size() - 2);
                name((String) names.get(0), (String) names.get(1));
            }
            case BINPERSID -> push(world.persistent(pop()));
            case REDUCE -> {
                Tuple arguments = (Tuple) pop();
                push(world.call((Name) pop(), arguments.items()));
            }
            case BUILD -> setAttributes();
            default ->
                throw new ModelException(source + " uses pickle's instruction " + opcode
                        + ", which tensors do not need: save the model again in Python with "
                        + "save_pretrained(folder, safe_serialization=True)");
        }
    }

    /** Attributes of a dict, such as the versions of modules, are no part of a model. */
    private void setAttributes() {
        pop();
        if (!(top() instanceof Map)) {
            throw damaged("with attributes of something that is no dict");
        }
    }

    private void append(List<Object> items) {
        @SuppressWarnings("unchecked")
        ArrayList<Object> list = (ArrayList<Object>) top();
        list.addAll(items);
    }

    private void putAll(List<Object> items) {
        @SuppressWarnings("unchecked")
        LinkedHashMap<Object, Object> dict = (LinkedHashMap<Object, Object>) top();
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            if (!(key instanceof String || key instanceof Long)) {
                throw damaged("with a dict's key that is neither a string nor an integer");
            }
            dict.put(key, items.get(i + 1));
        }
    }

    private void recall(int index) {
        Object value = memo.get(index);
        if (value == null) {
            throw damaged("with a reference to nothing");
        }
        push(value);
    }

    private void name(String module, String name) {
        Name full = new Name(module + "." + name);
        world.check(full);
        push(full);
    }

    private int readByte() {
        return program.get() & 0xff;
    }

    private Object readInteger() {
        int length = readByte();
        if (length > LONGEST_INTEGER) {
            throw damaged("with an integer of " + length + " bytes");
        }
        byte[] bigEndian = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            bigEndian[i] = program.get();
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
        return length > Long.BYTES ? value : (Object) value.longValueExact();
    }

    private String readText(int length) {
        if (length < 0 || length > program.remaining()) {
            throw damaged("with a string of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        program.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String readLine() {
        int end = program.position();
        while (program.get(end) != '\n') {
            end++;
        }
        String line = readText(end - program.position());
        program.get();
        return line;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popToMark() {
        return popItems(marks.remove(marks.size() - 1));
    }

    private List<Object> popItems(int begin) {
        List<Object> items = stack.subList(begin, stack.size());
        List<Object> copy = new ArrayList<>(items);
        items.clear();
        return copy;
    }

    private ModelException damaged(String how) {
        return new ModelException(
                source + " is truncated or damaged, its pickle " + "breaks off " + how + ": fetch the file again");
    }
}
