package io.sluice.sourcewatcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final String ROOT = "io.sluice.sourcewatcher";
    private static final String[] CORE = {ROOT + ".source..", ROOT + ".unit..", ROOT + ".watch.."};

    /// `store` is below the other two that need it; everybody else is on their own.
    private static final Map<String, String[]> KNOWN_BY =
            Map.of(
                    ".git..", new String[] {ROOT},
                    ".store..", new String[] {ROOT, ROOT + ".git..", ROOT + ".http.."},
                    ".kubernetes..", new String[] {ROOT},
                    ".http..", new String[] {ROOT},
                    ".kafka..", new String[] {ROOT});

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void everything_is_looked_at() {
        assertThat(CLASSES.size()).isGreaterThan(60);
        for (String core : CORE) {
            assertThat(CLASSES.that(resideInAPackage(core))).as(core).isNotEmpty();
        }
        for (String adapter : KNOWN_BY.keySet()) {
            assertThat(CLASSES.that(resideInAPackage(ROOT + adapter))).as(adapter).isNotEmpty();
        }
    }

    @Test
    void the_core_does_no_io_and_knows_no_framework() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "jakarta..",
                                        "io.quarkus..",
                                        "io.smallrye..",
                                        "org.eclipse..",
                                        "io.fabric8..",
                                        "org.apache.kafka..",
                                        "io.micrometer..",
                                        "org.slf4j..",
                                        "org.jboss..",
                                        "java.io..",
                                        "java.nio.file..",
                                        "java.nio.channels..",
                                        "java.net..",
                                        "java.util.concurrent..",
                                        "io.sluice.events.log..",
                                        "io.sluice.api.keys..",
                                        "io.sluice.api.watch..")));
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(Thread.class, ProcessBuilder.class, System.class));
    }

    @Test
    void each_technology_stays_in_its_package() {
        only("org.eclipse.jgit..", ROOT + ".git..");
        only("io.fabric8..", ROOT + ".kubernetes..", ROOT);
        only("io.sluice.api.watch..", ROOT + ".kubernetes..");
        only("io.vertx..", ROOT + ".http..");
        only("org.apache.kafka..", ROOT + ".kafka..");
        only("io.sluice.events.log..", ROOT + ".kafka..", ROOT);
        only("io.micrometer..", ROOT);
    }

    private void only(String technology, String... packages) {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(technology));
    }

    @Test
    void adapters_do_not_know_each_other_and_nobody_knows_the_wiring() {
        KNOWN_BY.forEach(
                (adapter, friends) ->
                        check(
                                noClasses()
                                        .that()
                                        .resideOutsideOfPackages(friends)
                                        .and()
                                        .resideOutsideOfPackage(ROOT + adapter)
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAPackage(ROOT + adapter)));
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
                                "io.sluice.renderer..",
                                "io.sluice.applier..",
                                "io.sluice.statusprojector..",
                                "io.sluice.kustomize.."));
    }

    @Test
    void time_and_chance_come_from_outside() {
        check(
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class));
    }

    @Test
    void nothing_that_is_decided_depends_on_an_unstable_order() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("java\\.util\\.Hash(Map|Set)")
                        .orShould()
                        .callMethod(Set.class, "of", Object[].class)
                        .orShould()
                        .callMethod(Map.class, "copyOf", Map.class)
                        .orShould()
                        .callMethod(Set.class, "copyOf", java.util.Collection.class));
    }

    @Test
    void classes_are_closed_and_named_for_what_they_are() {
        check(
                classes()
                        .that()
                        .areTopLevelClasses()
                        .and()
                        .areNotInterfaces()
                        .should()
                        .haveModifier(JavaModifier.FINAL));
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                        .orShould()
                        .haveSimpleNameStartingWith("Abstract"));
        check(
                fields().should()
                        .notBeAnnotatedWith("jakarta.inject.Inject")
                        .andShould()
                        .notBeAnnotatedWith(
                                "org.eclipse.microprofile.config.inject.ConfigProperty"));
        assertThat(CLASSES.that(modifier(JavaModifier.FINAL))).isNotEmpty();
    }

    @Test
    void nobody_writes_to_the_console() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    void every_package_says_what_may_be_null() {
        check(
                classes()
                        .that()
                        .haveSimpleName("package-info")
                        .should()
                        .beAnnotatedWith(NullMarked.class));
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
