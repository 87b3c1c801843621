package dev.cram.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.api.FrozenModel;
import dev.cram.djl.DjlModels;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the named modules show of themselves: a change here is a change of the API. */
class ModulesTest {

    @Test
    void api_exports_itsTwoPackagesAndRequiresNothingAtRunTime() {
        ModuleDescriptor api = moduleOf(FrozenModel.class);
        assertThat(api.name()).isEqualTo("dev.cram.api");
        assertThat(api.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("dev.cram.api", "dev.cram.spi");
        assertThat(api.requires())
                .filteredOn(needed -> !needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void core_exports_allButItsInternals() {
        ModuleDescriptor core = moduleOf(Cram.class);
        assertThat(core.name()).isEqualTo("dev.cram.core");
        assertThat(core.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "dev.cram", "dev.cram.capacity", "dev.cram.capacity.study", "dev.cram.file", "dev.cram.optim");
        assertThat(core.uses()).containsExactly("dev.cram.spi.ModelProvider");
    }

    @Test
    void djl_exports_itsEntryAlone() {
        ModuleDescriptor djl = moduleOf(DjlModels.class);
        assertThat(djl.name()).isEqualTo("dev.cram.djl");
        assertThat(djl.isAutomatic()).isFalse();
        assertThat(djl.exports()).extracting(ModuleDescriptor.Exports::source).containsExactly("dev.cram.djl");
        assertThat(djl.provides())
                .extracting(ModuleDescriptor.Provides::service)
                .containsExactly("dev.cram.spi.ModelProvider");
        assertThat(djl.requires()).extracting(ModuleDescriptor.Requires::name).contains("org.slf4j");
    }

    private static ModuleDescriptor moduleOf(Class<?> type) {
        try {
            Path place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(place).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .findFirst()
                    .orElseThrow();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
