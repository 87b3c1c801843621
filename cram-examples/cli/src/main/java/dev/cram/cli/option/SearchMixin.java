package dev.cram.cli.option;

import com.google.common.primitives.Ints;
import dev.cram.CramSettings;
import dev.cram.recipe.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to search for the vectors. */
public final class SearchMixin {

    @Option(
            names = "--vectors",
            paramLabel = "N",
            description = "Number of vectors, or auto for the fewest that hold the text (default: ${DEFAULT-VALUE}).",
            converter = VectorCount.class)
    private int vectors = 1;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "The method: default, or paper for AdamW as published (default: ${DEFAULT-VALUE}).")
    private String recipe = "default";

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of steps (default: the recipe's).")
    private @Nullable Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where all random numbers come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--margin",
            paramLabel = "X",
            description = {
                "Logits by which every token must lead; 0.5 to 1 survives other hardware (default: ${DEFAULT-VALUE})."
            })
    private double margin;

    @Option(
            names = "--vector-bits",
            paramLabel = "BITS",
            description = "What one vector of the model holds, as cram calibrate measures it "
                    + "(default: what is known of the model, or a guess).")
    private double vectorBits;

    /** Reads a number of vectors, or {@code auto}. */
    public static final class VectorCount implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            if (value.equals("auto")) {
                return CramSettings.AUTO_VECTORS;
            }
            Integer count = Ints.tryParse(value);
            if (count == null || count < 1) {
                throw new TypeConversionException("must be auto or a number of at least 1, but was '" + value + "'");
            }
            return count;
        }
    }

    /** Checks all values, before any work. */
    public CramSettings settings() {
        return OptionValues.checked(() -> {
            Recipe method = Recipe.named(recipe);
            return CramSettings.defaults()
                    .vectors(vectors)
                    .recipe(steps == null ? method : method.steps(steps))
                    .seed(seed)
                    .margin(margin)
                    .vectorBits(vectorBits);
        });
    }
}
