package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt2", "EleutherAI/pythia-160m", "a/b", "state-spaces/mamba-130m-hf", "Qwen/Qwen3-0.6B", "_x/y_"
            })
    void parse_name_isAtMain(String text) {
        assertThat(HubId.parse(text)).contains(new HubId(text, "main", ""));
        assertThat(HubId.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"step143000", "v1.0", "refs/pr/12", "0123456789abcdef0123456789abcdef01234567", "a+b_c-d"})
    void parse_revision_isKept(String revision) {
        HubId id = HubId.parse("EleutherAI/pythia-160m@" + revision).orElseThrow();

        assertThat(id).isEqualTo(new HubId("EleutherAI/pythia-160m", revision, ""));
        assertThat(id).hasToString("EleutherAI/pythia-160m@" + revision);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b:Q4_K_M, a/b, main, Q4_K_M",
        "a/b:q8_0, a/b, main, q8_0",
        "a/b:b-UD-Q4_K_XL.gguf, a/b, main, b-UD-Q4_K_XL.gguf",
        "a/b:Q4_K_M@v1, a/b, v1, Q4_K_M",
        "hf.co/a/b:Q4_K_M, a/b, main, Q4_K_M",
        "huggingface.co/a/b, a/b, main, ''",
        "https://huggingface.co/a/b, a/b, main, ''"
    })
    void parse_choice_asOthersWriteIt(String text, String repository, String revision, String choice) {
        assertThat(HubId.parse(text)).contains(new HubId(repository, revision, choice));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b/c",
                "/a",
                "a/",
                "-a/b",
                "a-/b",
                ".a/b",
                "a/b.",
                "a..b/c",
                "a--b/c",
                "a/b.git",
                "a@",
                "@main",
                "a@../x",
                "a@x/../y",
                "a@/x",
                "a@x/",
                "a@-x",
                "a@b@c",
                "café/x",
                "a\\b",
                "a:b",
                "a/b:",
                "a/b:../x",
                "a/b:c/d",
                "a/b:c:d",
                "hf.co/a/b/c",
                "a/b?x",
                "a\n"
            })
    void parse_otherText_isNothing(String text) {
        assertThat(HubId.parse(text)).isEmpty();
    }

    @Test
    void isPinned_onlyFullHashes() {
        assertThat(new HubId("a", "0123456789abcdef0123456789abcdef01234567", "").isPinned())
                .isTrue();
        assertThat(new HubId("a", "0123456789abcdef", "").isPinned()).isFalse();
        assertThat(new HubId("a", "main", "").isPinned()).isFalse();
    }
}
