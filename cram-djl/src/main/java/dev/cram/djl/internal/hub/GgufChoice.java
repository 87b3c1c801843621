package dev.cram.djl.internal.hub;

import dev.cram.djl.internal.checkpoint.gguf.GgufNames;
import dev.cram.model.ModelException;
import java.util.Collection;
import java.util.List;

/** Which of a repository's GGUF files an id means. */
final class GgufChoice {

    private GgufChoice() {}

    /**
     * The one file, or first part, of a model.
     *
     * @param names the files of the repository, among them GGUF files if the id chooses none
     * @throws ModelException if there is none of the kind, or more than one
     */
    static String of(HubId id, Collection<String> names) {
        List<String> models = GgufNames.models(names);
        List<String> chosen = id.choice().isEmpty() ? models : GgufNames.chosen(models, id.choice());
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        String model = "The model " + id + " of the hub ";
        if (models.isEmpty()) {
            throw new ModelException(model + "has no GGUF file, only " + names + ": leave out ':" + id.choice()
                    + "', or choose another repository");
        }
        if (chosen.isEmpty()) {
            throw new ModelException(model + "is none of its repository's GGUF files, which are " + models
                    + ": name one of them, in full or by what it ends in");
        }
        throw new ModelException(model + "may be any of the GGUF files " + chosen
                + ": choose one, in full or by what it ends " + "in, as in " + id.repository() + ":Q4_K_M");
    }
}
