package dev.cram.report.finding;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How findings are put. */
public final class Sentences {

    /** Fewer texts, pairs or lines say nothing. */
    public static final int FEWEST = 5;

    private Sentences() {}

    /** A sentence for each model, in the order in which they come. */
    static String perModel(List<String> models, Function<String, String> sentence) {
        return models.stream()
                .distinct()
                .map(model -> model + ": " + sentence.apply(model))
                .collect(Collectors.joining(" "));
    }

    static String tooLittle(String question, String because) {
        return "there is too little to tell " + question + ": " + because + ".";
    }
}
