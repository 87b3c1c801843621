package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.cram.djl.DjlModels;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.SafetensorsEdit;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden cases whose files say other things of the output head than their configuration. */
class TiedHeadTest {

    private static final String TIED = """
            gpt2, transformer.wte.weight, lm_head.weight
            opt, model.decoder.embed_tokens.weight, lm_head.weight
            opt_projected_postnorm, model.decoder.embed_tokens.weight, lm_head.weight
            llama_gqa_tied, model.embed_tokens.weight, lm_head.weight
            qwen2, model.embed_tokens.weight, lm_head.weight
            qwen3, model.embed_tokens.weight, lm_head.weight
            smollm3, model.embed_tokens.weight, lm_head.weight
            gemma3_text, model.embed_tokens.weight, lm_head.weight
            mamba, backbone.embeddings.weight, lm_head.weight""";

    private static final String UNTIED = """
            gpt_neox, embed_out.weight
            llama, lm_head.weight
            mistral, lm_head.weight
            olmo, lm_head.weight
            olmo2, lm_head.weight
            phi, lm_head.weight""";

    @TempDir
    private Path folder;

    private Path weights() {
        return folder.resolve("model.safetensors");
    }

    private void copy(String name, String changes) throws IOException {
        TinyModel.copy(name, folder);
        Files.copy(TinyModel.golden(name).resolve("golden.safetensors"), folder.resolve("golden.safetensors"));
        configure(name, changes);
    }

    private void configure(String name, String changes) throws IOException {
        JsonObject config = Configs.json(name, changes);
        config.asMap().values().removeIf(value -> value.isJsonNull());
        Files.writeString(folder.resolve("config.json"), config.toString());
    }

    private String tied() {
        return String.valueOf(DjlModels.describe(folder.toString()).config().get("tie_word_embeddings"));
    }

    private float[] score() {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            DecoderSpec spec = Families.read(checkpoint.config());
            try (Decoder decoder = Decoder.load(spec, spec.sources(checkpoint.tensors()), Execution.plain())) {
                return decoder.score(new int[] {3, 14, 15, 92, 65, 35}).crossEntropyNats();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = UNTIED)
    void load_flagSaysTiedButHeadDiffers_takesTheHead(String name, String head) throws IOException {
        copy(name, "{'tie_word_embeddings':true}");
        try (Warnings warnings = new Warnings()) {
            GoldenCheck.run(folder);
            assertThat(warnings.texts).singleElement().asString().contains(head, "tie_word_embeddings");
        }
        assertThat(tied()).startsWith("false").contains(head);
    }

    @ParameterizedTest
    @CsvSource(textBlock = TIED)
    void load_tiedByDefaultOrFlagButHeadDiffers_takesTheHead(String name, String embedding, String head)
            throws IOException {
        copy(name, "{'tie_word_embeddings':false}");
        SafetensorsEdit.copy(weights(), embedding, head, 1.5f);
        float[] expected = score();

        configure(name, "{'tie_word_embeddings':true}");
        assertThat(score()).isEqualTo(expected);
        assertThat(tied()).startsWith("false");
        if (!name.matches("llama.*|qwen.*")) {
            configure(name, "{'tie_word_embeddings':null}");
            assertThat(score()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = TIED)
    void load_headIsACopy_isTied(String name, String embedding, String head) throws IOException {
        copy(name, "{}");
        long parameters = DjlModels.describe(folder.toString()).parameters();
        SafetensorsEdit.copy(weights(), embedding, head, 1);
        GoldenCheck.run(folder);
        assertThat(tied()).isEqualTo("true");
        assertThat(DjlModels.describe(folder.toString()).parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource(textBlock = TIED)
    void load_onlyTheHeadIsStored_isTied(String name, String embedding, String head) throws IOException {
        copy(name, "{}");
        SafetensorsEdit.rename(weights(), embedding, head);
        GoldenCheck.run(folder);
        assertThat(tied()).isEqualTo("true");
    }

    /** Transformers 5 publishes the head as embed_out, but has it in memory as lm_head, which is what state_dict gives. */
    @Test
    void load_headOfGptNeoXByItsNameInMemory_isTheHead() throws IOException {
        copy("gpt_neox", "{}");
        SafetensorsEdit.rename(weights(), "embed_out.weight", "lm_head.weight");
        GoldenCheck.run(folder);
    }

    @Test
    void load_tensorOfAnotherName_isFoundByTheMetadata() throws IOException {
        copy("llama", "{}");
        SafetensorsEdit.rename(weights(), "model.norm.weight", "model.other.weight");
        SafetensorsEdit.alias(weights(), "model.norm.weight", "model.other.weight");
        GoldenCheck.run(folder);
    }

    @Test
    void load_untiedWithoutEmbedding_isRefusedByName() throws IOException {
        copy("llama_gqa_tied", "{'tie_word_embeddings':false}");
        SafetensorsEdit.rename(weights(), "model.embed_tokens.weight", "lm_head.weight");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::score)
                .withMessageContaining("model.embed_tokens.weight");
    }

    @Test
    void load_tiedHeadOfAnotherShape_isRefusedByName() throws IOException {
        copy("opt", "{}");
        SafetensorsEdit.append(weights(), "lm_head.weight");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::score)
                .withMessageContainingAll("lm_head.weight", "shape");
    }

    /** Gathers the warnings of decoders instead of printing them. */
    private static final class Warnings extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(Decoder.class.getName());
        private final List<String> texts = new ArrayList<>();

        Warnings() {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            texts.add(new java.util.logging.SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }
}
