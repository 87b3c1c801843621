package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufPartName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the names of GGUF files tell: which are models, and which number format a model is in. */
public final class GgufNames {

    private static final String ENDING = ".gguf";

    /** What lies beside models: the part that sees, and what quantizers measure. */
    private static final Pattern NO_MODEL = Pattern.compile("(.*[-_.])?(mmproj|imatrix)([-_.].*)?");

    /** What no path within a folder holds. */
    private static final Pattern OUTSIDE = Pattern.compile("(^|/)\\.{0,2}(/|$)|[\\\\:]");

    private GgufNames() {}

    static boolean isGguf(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /** The models among the files of a folder, and of those in it, sorted; of a split one the first part. */
    public static List<String> models(Collection<String> names) {
        return names.stream()
                .filter(name -> isGguf(name) && !OUTSIDE.matcher(name).find())
                .filter(name ->
                        !NO_MODEL.matcher(base(name).toLowerCase(Locale.ROOT)).matches())
                .filter(name -> GgufPartName.of(name).map(GgufPartName::number).orElse(1) == 1)
                .sorted()
                .toList();
    }

    /** All files of a model. */
    public static List<String> files(String model) {
        return GgufPartName.of(model).map(part -> part.all().toList()).orElse(List.of(model));
    }

    /**
     * The models that a choice names, in whatever folder: by the whole name, else by what names end in, such as {@code Q4_K_M},
     * else by what they hold between marks, else by the folder that they are in; in capitals or not.
     */
    public static List<String> chosen(Collection<String> models, String choice) {
        String asked = Pattern.quote(choice);
        for (String form : List.of(
                "(.*/)?" + asked,
                "(.*/)?" + asked + "\\.gguf",
                ".*[-_.]" + asked,
                ".*[-_.]" + asked + "[-_.][^/]*",
                "(.*[-_./])?" + asked + "/[^/]*")) {
            Pattern pattern = Pattern.compile(form, Pattern.CASE_INSENSITIVE);
            List<String> found = models.stream()
                    .filter(model -> pattern.matcher(model).matches()
                            || pattern.matcher(stem(model)).matches())
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** A path's last name. */
    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A name without ending, and without the number of a part. */
    private static String stem(String model) {
        return GgufPartName.of(model)
                .map(GgufPartName::model)
                .orElse(model.substring(0, model.length() - ENDING.length()));
    }
}
