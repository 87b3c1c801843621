package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.api.FrozenModel;
import dev.cram.api.ModelOptions;
import dev.cram.spi.ModelProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DjlModelProviderTest {

    private final ModelProvider provider =
            ServiceLoader.load(ModelProvider.class).findFirst().orElseThrow();

    @Test
    void open_pocket_isTheBuiltInModel() {
        assertThat(provider).isInstanceOf(DjlModelProvider.class);
        assertThat(provider.name()).isEqualTo("djl");
        try (FrozenModel model = provider.open("pocket", ModelOptions.defaults());
                FrozenModel same = DjlModels.pocket()) {
            assertThat(model.name()).isEqualTo("pocket");
            assertThat(model.fingerprint()).isEqualTo(same.fingerprint());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pocket,true",
        "src,true",
        "/some/where,true",
        "./here,true",
        "some\\where,true",
        "C:\\models\\one,true",
        "toy,false",
        "toy:a/b,false",
        "'',false"
    })
    void accepts_location_byItsForm(String location, boolean accepted) {
        assertThat(provider.accepts(location)).isEqualTo(accepted);
    }
}
