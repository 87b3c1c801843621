package dev.cram.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Things that belong together. */
final class Groups {

    private Groups() {}

    /** Groups things by a key, in the order in which the keys come. */
    static <T> Collection<List<T>> by(Collection<T> things, Function<T, Object> key) {
        Map<Object, List<T>> groups = new LinkedHashMap<>();
        things.forEach(thing ->
                groups.computeIfAbsent(key.apply(thing), k -> new ArrayList<>()).add(thing));
        return groups.values();
    }
}
