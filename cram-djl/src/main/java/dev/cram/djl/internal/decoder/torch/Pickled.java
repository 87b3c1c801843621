package dev.cram.djl.internal.decoder.torch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as pickle, protocol 2, writes them; a string holds one byte a character. */
final class Pickled {

    private static final String LIST = "ctorch.jit._pickle\n%s\n(](%setR";

    static final String NO_TENSORS = String.format(LIST, "build_tensorlist", "");

    static final String EMPTY_TENSOR = """
            ctorch._utils
            _rebuild_tensor_v2
            ((X\7\0\0\0storagectorch
            FloatStorage
            X\1\0\0\0000X\3\0\0\0cpuK\0tQK\0(K\0t(K\1t\211ccollections
            OrderedDict
            )RtR""";

    private Pickled() {}

    /** An object of a class of the program, whose state is a dictionary of attributes that are pickled already. */
    static String object(String className, Map<String, String> attributes) {
        StringBuilder pickle = new StringBuilder("\u0080\u0002c__torch__\n" + className + "\n)\u0081}(");
        attributes.forEach((name, value) -> pickle.append(text(name)).append(value));
        return pickle.append("ub.").toString();
    }

    static String flag(boolean value) {
        return value ? "\u0088" : "\u0089";
    }

    static String integer(int value) {
        return "J" + latin1(4, value);
    }

    static String number(double value) {
        return "G" + latin1(8, Long.reverseBytes(Double.doubleToLongBits(value)));
    }

    static String text(String value) {
        return "X" + latin1(4, value.length()) + value;
    }

    static String integers(List<Integer> values) {
        return String.format(
                LIST, "build_intlist", values.stream().map(Pickled::integer).collect(Collectors.joining()));
    }

    static String numbers(List<Double> values) {
        return String.format(
                LIST, "build_doublelist", values.stream().map(Pickled::number).collect(Collectors.joining()));
    }

    /** The lowest bytes of a number, lowest first, one a character. */
    private static String latin1(int count, long value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) (value >>> (8 * i) & 0xff));
        }
        return text.toString();
    }
}
