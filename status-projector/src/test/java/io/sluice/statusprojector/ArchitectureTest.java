package io.sluice.statusprojector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.sluice.statusprojector";
    private static final String[] PURE = {
        ROOT + ".projection..", ROOT + ".status..", ROOT + ".notice.."
    };
    private static final String[] ADAPTERS = {
        ROOT + ".kafka..", ROOT + ".kubernetes..", ROOT + ".http.."
    };

    private final JavaClasses service =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void the_importer_finds_the_service() {
        assertThat(service).hasSizeGreaterThan(60);
        for (String part : PURE) {
            assertThat(service.that(resideInAPackage(part))).isNotEmpty();
        }
        for (String part : ADAPTERS) {
            assertThat(service.that(resideInAPackage(part))).isNotEmpty();
        }
    }

    @Test
    void the_core_knows_no_framework_no_clock_and_no_thread() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "org.eclipse.microprofile..",
                        "io.fabric8..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.util.concurrent.atomic..",
                        "io.sluice.events.log..",
                        "io.sluice.events.seal..",
                        "io.sluice.api.watch..")
                .check(service);
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(service);
    }

    @Test
    void each_technology_stays_in_its_adapter() {
        only("io.fabric8..", ROOT + ".kubernetes..");
        only("io.sluice.api.watch..", ROOT + ".kubernetes..");
        only("org.apache.kafka..", ROOT + ".kafka..");
        only("jakarta.ws.rs..", ROOT + ".http..");
        only("org.eclipse.microprofile.reactive..", ROOT + ".kafka..");
    }

    private void only(String technology, String adapter) {
        noClasses()
                .that()
                .resideOutsideOfPackages(adapter, ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(service);
    }

    @Test
    void adapters_do_not_know_each_other_and_nobody_knows_the_root() {
        for (String adapter : ADAPTERS) {
            for (String other : ADAPTERS) {
                if (!adapter.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(adapter)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other)
                            .check(service);
                }
            }
        }
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(service);
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(service);
    }

    @Test
    void services_do_not_depend_on_services() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.sluice.sourcewatcher..",
                        "io.sluice.renderer..",
                        "io.sluice.applier..",
                        "io.sluice.kustomize..",
                        "io.sluice.sandbox..")
                .check(service);
    }

    @Test
    void classes_are_closed_and_named_for_what_they_are() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areTopLevelClasses()
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(service);
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$|.*\\.(Abstract|Base)[A-Z].*")
                .check(service);
        fields().should()
                .notBeAnnotatedWith(jakarta.inject.Inject.class)
                .andShould()
                .notBeAnnotatedWith(org.eclipse.microprofile.config.inject.ConfigProperty.class)
                .check(service);
    }

    @Test
    void the_general_rules_hold() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(service);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(service);
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(service);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(service);
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(service);
    }
}
