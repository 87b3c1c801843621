package dev.cram.djl.internal.checkpoint.torch;

import java.util.ArrayList;
import java.util.List;

/** What a pickle's program is building: the stack, and the marks in it. Pops beyond its bottom end in an exception. */
final class PickleStack {

    private final List<Object> items = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    void push(Object value) {
        items.add(value);
    }

    Object top() {
        return items.get(items.size() - 1);
    }

    Object pop() {
        return items.remove(items.size() - 1);
    }

    void mark() {
        marks.add(items.size());
    }

    /** Takes all above the last mark, and the mark. */
    List<Object> popToMark() {
        return popFrom(marks.remove(marks.size() - 1));
    }

    /** Takes so many. */
    List<Object> pop(int count) {
        return popFrom(items.size() - count);
    }

    private List<Object> popFrom(int begin) {
        List<Object> above = items.subList(begin, items.size());
        List<Object> copy = new ArrayList<>(above);
        above.clear();
        return copy;
    }
}
