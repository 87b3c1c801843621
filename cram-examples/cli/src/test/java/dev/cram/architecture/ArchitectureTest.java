package dev.cram.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.cram.Cram;
import dev.cram.djl.DjlModels;
import dev.cram.examples.QuickStart;
import dev.cram.model.FrozenModel;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules between modules, over the classes of all of them. */
class ArchitectureTest {

    private static JavaClasses cram;

    @BeforeAll
    static void read() {
        cram = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.cram");
    }

    /** Without this the rules below would hold of nothing. */
    @Test
    void classes_ofAllModules_wereRead() {
        assertThat(List.of(Cram.class, FrozenModel.class, DjlModels.class, QuickStart.class))
                .allMatch(type -> cram.contain(type));
    }

    @Test
    void djl_outsideItsModule_isNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cram.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(cram);
    }

    @Test
    void internalsOfTheCore_outsideTheCore_areNotUsed() {
        classes()
                .that()
                .resideInAPackage("dev.cram.internal..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(
                        "dev.cram",
                        "dev.cram.file..",
                        "dev.cram.internal..",
                        "dev.cram.measure..",
                        "dev.cram.optim..",
                        "dev.cram.recipe..",
                        "dev.cram.study..")
                .check(cram);
    }

    @Test
    void internalsOfTheEngine_outsideTheEngine_areNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cram.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cram.djl.internal..")
                .check(cram);
    }

    @Test
    void api_isOnItsOwn() {
        classes()
                .that()
                .resideInAnyPackage("dev.cram.memory..", "dev.cram.model..", "dev.cram.optimizer..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.cram.memory..",
                        "dev.cram.model..",
                        "dev.cram.optimizer..",
                        "java..",
                        "com.google.errorprone.annotations",
                        "org.jspecify..")
                .check(cram);
    }

    @Test
    void engine_usesTheApiAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.cram.djl..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.cram..")
                        .and(not(resideInAnyPackage(
                                "dev.cram.djl..", "dev.cram.memory..", "dev.cram.model..", "dev.cram.optimizer.."))))
                .check(cram);
    }

    @Test
    void packages_haveNoCycles() {
        slices().assignedFrom(new OnePerPackage()).should().beFreeOfCycles().check(cram);
    }

    private static final class OnePerPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
