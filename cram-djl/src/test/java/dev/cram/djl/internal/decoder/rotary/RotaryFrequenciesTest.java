package dev.cram.djl.internal.decoder.rotary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotaryFrequenciesTest {

    private static RotaryAngles angles(String json) {
        return RotaryFrequencies.of(Config.parse("config.json", json), 8, 128);
    }

    private static Float[] read(String json) {
        return angles(json).frequencies().toArray(Float[]::new);
    }

    @Test
    void of_nothingSaid_isThetaTenThousand() {
        assertThat(read("{}")).containsExactly(1f, 0.1f, 0.01f, 0.001f);
    }

    @Test
    void of_bothForms_agree() {
        Float[] older = read("{\"rope_theta\":500,\"rope_scaling\":{\"type\":\"linear\",\"factor\":4}}");
        Float[] newer = read("{\"rope_parameters\":{\"rope_theta\":500.0,\"rope_type\":\"linear\",\"factor\":4.0}}");
        assertThat(older).containsExactly(newer);
        assertThat(older[0]).isEqualTo(0.25f);
        assertThat(read("{\"rope_theta\":500,\"rope_scaling\":null}")[0]).isEqualTo(1f);
    }

    @Test
    void of_scalingBesideParameters_takesTheirPlace() {
        String parameters = "\"rope_parameters\":{\"rope_theta\":500,\"rope_type\":\"linear\",\"factor\":2},";
        assertThat(read("{" + parameters + "\"rope_scaling\":{\"type\":\"linear\",\"factor\":4}}"))
                .containsExactly(read("{\"rope_scaling\":{\"type\":\"linear\",\"factor\":4}}"));
        for (String empty : new String[] {"{}", "null"}) {
            assertThat(read("{" + parameters + "\"rope_scaling\":" + empty + "}")[0])
                    .isEqualTo(0.5f);
        }
    }

    @Test
    void of_llama3_leavesShortWavesAndStretchesLongOnes() {
        Float[] scaled = read("{\"rope_scaling\":{\"rope_type\":\"llama3\",\"factor\":8,\"low_freq_factor\":1,"
                + "\"high_freq_factor\":4,\"original_max_position_embeddings\":128}}");
        assertThat(scaled[0]).isEqualTo(1f);
        assertThat(scaled[1]).isBetween(0.1f / 8, 0.1f);
        assertThat(scaled[2]).isEqualTo(0.01f / 8);
        assertThat(scaled[3]).isEqualTo(0.001f / 8);
    }

    @Test
    void of_yarn_growsWithTheFactor() {
        String yarn =
                "{\"rope_scaling\":{\"rope_type\":\"yarn\",\"factor\":8,\"original_max_position_embeddings\":16%s}}";
        RotaryAngles angles = angles(String.format(yarn, ""));
        assertThat(angles.frequencies().get(0)).isEqualTo(1f);
        assertThat(angles.frequencies().get(3)).isEqualTo(0.001f / 8);
        assertThat(angles.scale()).isEqualTo(0.1 * Math.log(8) + 1);
        assertThat(angles(String.format(yarn, ",\"mscale\":0.5,\"mscale_all_dim\":0.5"))
                        .scale())
                .isEqualTo(1);
        assertThat(angles(String.format(yarn, ",\"attention_factor\":0.75")).scale())
                .isEqualTo(0.75);
    }

    @Test
    void of_longRope_hasAnglesOfShortAndOfLongTexts() {
        RotaryAngles angles = angles("{\"original_max_position_embeddings\":16,\"rope_scaling\":{\"type\":\"longrope\","
                + "\"short_factor\":[1,1,1,2],\"long_factor\":[1,2,4,8]}}");
        assertThat(angles.frequencies()).containsExactly(1f, 0.1f, 0.01f, 0.001f / 2);
        assertThat(angles.beyond()).containsExactly(1f, 0.1f / 2, 0.01f / 4, 0.001f / 8);
        assertThat(angles.original()).isEqualTo(16);
        assertThat(angles.scale()).isEqualTo(Math.sqrt(1 + Math.log(8) / Math.log(16)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proportional", "axial", "mrope"})
    void of_otherTypes_areRefusedByName(String type) {
        String json = "{\"rope_scaling\":{\"rope_type\":\"" + type + "\",\"factor\":2}}";
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining("'" + type + "'")
                .withMessageContaining("default, linear, llama3, yarn, longrope and dynamic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rope_theta':0} | rope_theta 0.0",
                "{'partial_rotary_factor':0.5} | partial_rotary_factor",
                "{'rope_scaling':{'type':'linear'}} | factor",
                "{'rope_scaling':{'type':'llama3','factor':2,'low_freq_factor':4,'high_freq_factor':4}} | low_freq",
                "{'rope_scaling':[1]} | rope_scaling must be an object",
                "{'rope_theta':'much'} | rope_theta must be a number",
            },
            quoteCharacter = '"')
    void of_badValues_areRefusedByName(String json, String named) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .withMessageContaining(named);
    }
}
