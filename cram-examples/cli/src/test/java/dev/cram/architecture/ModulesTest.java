package dev.cram.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.djl.DjlModels;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the named modules show of themselves: a change here is a change of the API. */
class ModulesTest {

    @Test
    void api_exports_itsThreePackagesAndRequiresNothingAtRunTime() {
        ModuleDescriptor api = moduleOf(FrozenModel.class);
        assertThat(api.name()).isEqualTo("dev.cram.api");
        assertThat(api.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("dev.cram.memory", "dev.cram.model", "dev.cram.optimizer");
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
                        "dev.cram",
                        "dev.cram.file",
                        "dev.cram.measure",
                        "dev.cram.optim",
                        "dev.cram.recipe",
                        "dev.cram.study",
                        "dev.cram.study.coder",
                        "dev.cram.study.measurement",
                        "dev.cram.study.observation",
                        "dev.cram.study.text");
        assertThat(core.uses()).containsExactly("dev.cram.model.ModelProvider");
    }

    @Test
    void djl_exports_itsEntryAlone() {
        ModuleDescriptor djl = moduleOf(DjlModels.class);
        assertThat(djl.name()).isEqualTo("dev.cram.djl");
        assertThat(djl.isAutomatic()).isFalse();
        assertThat(djl.exports()).extracting(ModuleDescriptor.Exports::source).containsExactly("dev.cram.djl");
        assertThat(djl.provides())
                .extracting(ModuleDescriptor.Provides::service)
                .containsExactly("dev.cram.model.ModelProvider");
        assertThat(djl.requires()).extracting(ModuleDescriptor.Requires::name).contains("org.slf4j");
    }

    @Test
    void djl_bringsCoreAndApi_soThatUsersNameNothingElse() {
        assertThat(moduleOf(DjlModels.class).requires())
                .filteredOn(needed -> needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                .extracting(ModuleDescriptor.Requires::name)
                .contains("dev.cram.core", "dev.cram.api");
    }

    /** Their builds prove that it suffices. */
    @Test
    void consumers_nameOneArtifactOfThisLibrary() throws IOException {
        try (Stream<Path> consumers = Files.list(House.root().resolve("cram-examples/consumers"))) {
            List<Path> poms = consumers
                    .map(consumer -> consumer.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
            assertThat(poms)
                    .isNotEmpty()
                    .allSatisfy(pom -> assertThat(pom)
                            .content()
                            .containsOnlyOnce("<groupId>dev.cram</groupId>")
                            .contains("<artifactId>cram-djl</artifactId>"));
        }
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
