package io.sluice.renderer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final String ROOT = "io.sluice.renderer";
    private static final String[] CORE = {
        ROOT + ".desiredstate..",
        ROOT + ".inputs..",
        ROOT + ".build..",
        ROOT + ".substitution..",
        ROOT + ".answers.."
    };
    private static final String[] ADAPTERS = {
        ROOT + ".http..", ROOT + ".kubernetes..", ROOT + ".remote.."
    };

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void everything_is_looked_at() {
        assertThat(CLASSES.size()).isGreaterThan(50);
        for (String core : CORE) {
            assertThat(CLASSES.that(resideInAPackage(core))).as(core).isNotEmpty();
        }
    }

    @Test
    void the_core_does_no_io_and_knows_no_framework() {
        DescribedPredicate<JavaClass> forbidden =
                resideInAnyPackage(
                                "jakarta..",
                                "io.quarkus..",
                                "io.smallrye..",
                                "org.eclipse..",
                                "io.fabric8.kubernetes.client..",
                                "org.apache.kafka..",
                                "io.micrometer..",
                                "org.slf4j..",
                                "org.jboss..",
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.util.concurrent..",
                                "java.util.logging..",
                                "io.sluice.events.log..",
                                "io.sluice.api.keys..")
                        .and(not(DescribedPredicate.describe("an I/O error", this::isIoError)));
        check(noClasses().that().resideInAnyPackage(CORE).should().dependOnClassesThat(forbidden));
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(Thread.class, ProcessBuilder.class, System.class));
    }

    private boolean isIoError(JavaClass type) {
        return type.isEquivalentTo(IOException.class)
                || type.isEquivalentTo(FileNotFoundException.class);
    }

    @Test
    void each_technology_stays_in_its_package() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + ".kubernetes..", ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.fabric8.."));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".remote..", ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.net.."));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + ".remote..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.eclipse.jgit.."));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + ".kafka..", ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka..", "io.sluice.events.log.."));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + ".metrics..", ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.micrometer.."));
    }

    @Test
    void adapters_do_not_know_each_other_and_nobody_knows_the_wiring() {
        for (String adapter : ADAPTERS) {
            check(
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(adapter, ROOT)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(adapter));
        }
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT));
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void no_service_knows_another() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.sluice.sourcewatcher..",
                                "io.sluice.applier..",
                                "io.sluice.statusprojector.."));
    }

    @Test
    void the_clock_is_injected_and_the_core_iterates_in_order() {
        check(noClasses().should().callMethod(Instant.class, "now"));
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(System.class, "getenv", String.class));
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .callMethodWhere(
                                DescribedPredicate.describe(
                                        "Set.of, Set.copyOf, Map.of or Map.copyOf",
                                        call ->
                                                (call.getName().equals("of")
                                                                || call.getName().equals("copyOf"))
                                                        && (call.getTargetOwner()
                                                                        .isEquivalentTo(
                                                                                java.util.Set.class)
                                                                || call.getTargetOwner()
                                                                        .isEquivalentTo(
                                                                                java.util.Map
                                                                                        .class)))));
    }

    @Test
    void names_say_what_a_class_is_for_and_classes_are_final() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Helper|Manager|Impl|Abstract|Base).*"));
        check(
                classes()
                        .that()
                        .areTopLevelClasses()
                        .and()
                        .areNotInterfaces()
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should()
                        .haveModifier(JavaModifier.FINAL));
        check(fields().that().areNotStatic().should().notBeAnnotatedWith("jakarta.inject.Inject"));
        assertThat(CLASSES.that(modifier(JavaModifier.ABSTRACT)))
                .allSatisfy(type -> assertThat(type.isInterface()).isTrue());
    }

    private void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
