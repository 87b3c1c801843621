package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
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

    @Test
    void open_threadsLoaderDoesNotKnowTheEngine_isFoundAllTheSame() {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            assertThat(ServiceLoader.load(ModelProvider.class)).isEmpty();
            try (FrozenModel model = Cram.open("pocket")) {
                assertThat(model.decode(model.encode("Call me"))).isEqualTo("Call me");
            }
        } finally {
            thread.setContextClassLoader(usual);
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
        "gpt2,true",
        "EleutherAI/pythia-160m@main,true",
        "what is this,true",
        "toy:a/b,false",
        "http://somewhere/x,false"
    })
    void accepts_location_byItsForm(String location, boolean accepted) {
        assertThat(provider.accepts(location)).isEqualTo(accepted);
    }

    @Test
    void rank_anyNameMayBeOnTheHub_comesLast() {
        assertThat(provider.rank()).isGreaterThan(100);
    }
}
