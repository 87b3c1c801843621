package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories of GGUF files. */
class HubGgufTest extends HubTestCase {

    private static final String Q4 = "Tiny-1B-Q4_K_M.gguf";
    private static final String Q8 = "Tiny-1B-Q8_0.gguf";
    private static final String PART_1 = "Tiny-1B-F16-00001-of-00002.gguf";
    private static final String PART_2 = "Tiny-1B-F16-00002-of-00002.gguf";

    @ParameterizedTest
    @ValueSource(strings = {"Q4_K_M", "q4_k_m", Q4, "Tiny-1B-Q4_K_M"})
    void model_choice_getsThatFileAlone(String choice) {
        publishGgufs();

        Path model = open(chosen(choice));

        assertThat(model.getFileName()).hasToString(Q4);
        assertThat(model).hasContent("four");
        assertThat(downloads()).containsExactly(Q4);
        remote.forget();
        assertThat(open(new HubId(REPOSITORY, FakeHub.COMMIT, choice))).isEqualTo(model);
        assertThat(remote.asked()).isEmpty();
    }

    @Test
    void model_choiceBesideAnotherForm_getsTheGguf() {
        remote.file(Q4, "four");

        assertThat(open(chosen("Q4_K_M"))).hasContent("four");
        assertThat(downloads()).containsExactly(Q4);
    }

    @Test
    void model_choiceOfASplitOne_getsAllParts() {
        publishGgufs();

        assertThat(open(chosen("F16")).getFileName()).hasToString(PART_1);
        assertThat(downloads()).containsExactly(PART_1, PART_2);
    }

    @Test
    void model_oneFile_needsNoChoice() {
        withoutFolder();
        remote.file(Q8, "eight").file("mmproj-Tiny-1B-f16.gguf", "eye").file("imatrix.gguf", "measures");

        assertThat(open(ID)).hasContent("eight");
        assertThat(downloads()).containsExactly(Q8);
    }

    @Test
    void model_severalFiles_listsThem() {
        publishGgufs();

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(REPOSITORY, Q4, Q8, PART_1, "choose one", REPOSITORY + ":Q4_K_M")
                .hasMessageNotContaining(PART_2);
        assertThat(downloads()).isEmpty();
    }

    @Test
    void model_choiceOfNone_listsThem() {
        publishGgufs();

        assertThatThrownBy(() -> open(chosen("Q5_K_M")))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(REPOSITORY + ":Q5_K_M", Q4, Q8);
        assertThat(downloads()).isEmpty();
    }

    @Test
    void model_choiceOfSeveral_listsThem() {
        publishGgufs();
        remote.file("Tiny-1B-UD-Q4_K_M.gguf", "other");

        assertThatThrownBy(() -> open(chosen("Q4_K_M")))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(Q4, "Tiny-1B-UD-Q4_K_M.gguf")
                .hasMessageNotContaining(Q8);
        assertThat(open(chosen("UD-Q4_K_M"))).hasContent("other");
    }

    @Test
    void model_choiceWhereThereIsNoGguf() {
        assertThatThrownBy(() -> open(chosen("Q4_K_M")))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("has no GGUF file", "leave out ':Q4_K_M'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q6_K", "Tiny-1B-Q6_K", "Tiny-1B-Q6_K-00001-of-00002.gguf"})
    void model_inAFolderOfTheRepository_getsAllParts(String choice) {
        publishGgufs();
        String first = "Q6_K/Tiny-1B-Q6_K-00001-of-00002.gguf";
        String second = "Q6_K/Tiny-1B-Q6_K-00002-of-00002.gguf";
        remote.file(first, "a").file(second, "b").file("Q6_K/mmproj-Tiny-1B-Q6_K.gguf", "eye");

        Path model = open(chosen(choice));

        assertThat(model).hasContent("a").endsWithRaw(Path.of(first));
        assertThat(model.resolveSibling("Tiny-1B-Q6_K-00002-of-00002.gguf")).hasContent("b");
        assertThat(downloads()).containsExactly(first, second);
        remote.forget();
        assertThat(open(new HubId(REPOSITORY, FakeHub.COMMIT, choice))).isEqualTo(model);
        assertThat(remote.asked()).isEmpty();
    }

    @Test
    void model_inFoldersOnly_needsNoChoiceIfItIsOne() {
        withoutFolder();
        remote.file("Q8_0/Tiny-1B.gguf", "eight");

        assertThat(open(ID)).hasContent("eight");

        remote.file("Q4_0/Tiny-1B.gguf", "four");
        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("Q4_0/Tiny-1B.gguf", "Q8_0/Tiny-1B.gguf", "choose one");
        assertThat(open(chosen("Q4_0"))).hasContent("four");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../Tiny-Q2_K.gguf",
                "a/../../Tiny-Q2_K.gguf",
                "/Tiny-Q2_K.gguf",
                "a\\Tiny-Q2_K.gguf",
                "./Tiny-Q2_K.gguf"
            })
    void model_outsideOfTheRepository_isNone(String name) {
        publishGgufs();
        remote.file(name, "foreign");

        assertThatThrownBy(() -> open(chosen("Q2_K")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is none of its repository's GGUF files")
                .hasMessageNotContaining("Tiny-Q2_K");
        assertThat(downloads()).isEmpty();
    }

    private void publishGgufs() {
        withoutFolder();
        remote.file(Q4, "four").file(Q8, "eight").file(PART_1, "one").file(PART_2, "two");
    }

    /** Leaves what many repositories of GGUF files have: a configuration without weights. */
    private void withoutFolder() {
        remote.without(WEIGHTS).without("pytorch_model.bin").without("tokenizer.json");
    }

    private static HubId chosen(String choice) {
        return new HubId(REPOSITORY, "main", choice);
    }

    private List<String> downloads() {
        return remote.asked().stream()
                .filter(what -> what.startsWith("GET "))
                .map(what -> what.substring("GET ".length()))
                .toList();
    }
}
