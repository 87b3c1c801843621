package dev.cram.examples.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import org.junit.jupiter.api.Test;

class ElmanProviderTest {

    private final ElmanProvider provider = new ElmanProvider();

    @Test
    void accepts_otherLocations_no() {
        assertThat(provider.accepts("elman")).isTrue();
        assertThat(provider.accepts("elman:7")).isTrue();
        assertThat(provider.accepts("elman:x")).isFalse();
        assertThat(provider.accepts("pocket")).isFalse();
    }

    @Test
    void open_otherSeed_isAnotherModel() {
        try (FrozenModel zero = provider.open("elman", ModelOptions.defaults());
                FrozenModel again = provider.open("elman:0", ModelOptions.defaults());
                FrozenModel one = provider.open("elman:1", ModelOptions.defaults())) {
            assertThat(zero.fingerprint()).isEqualTo(again.fingerprint()).isNotEqualTo(one.fingerprint());
        }
    }

    @Test
    void open_gpu_isRefused() {
        ModelOptions gpu = ModelOptions.defaults().device("cuda:1");
        assertThatThrownBy(() -> provider.open("elman", gpu))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cuda:1");
    }

    @Test
    void open_halfPrecision_isRefused() {
        ModelOptions half = ModelOptions.defaults().precision(Precision.FLOAT16);
        assertThatThrownBy(() -> provider.open("elman", half))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("float16");
    }
}
