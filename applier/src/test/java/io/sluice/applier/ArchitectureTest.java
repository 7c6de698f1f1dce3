package io.sluice.applier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final String ROOT = "io.sluice.applier";
    private static final String[] CORE = {
        ROOT + ".unit..",
        ROOT + ".plan..",
        ROOT + ".drift..",
        ROOT + ".inventory..",
        ROOT + ".health..",
        ROOT + ".expressions..",
        ROOT + ".dependencies..",
        ROOT + ".remote.."
    };
    private static final List<String> ADAPTERS =
            List.of(ROOT + ".kubernetes..", ROOT + ".kafka..", ROOT + ".metrics..");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void everything_is_looked_at() {
        assertThat(classes.size()).isGreaterThan(60);
        for (String core : CORE) {
            assertThat(classes.that(resideInAPackage(core))).as(core).isNotEmpty();
        }
    }

    @Test
    void the_core_does_no_io_and_knows_no_framework() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
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
                                "java.util.logging..",
                                "io.sluice.events.log..",
                                "io.sluice.api.keys..",
                                "io.sluice.api.watch..",
                                ROOT + ".engine.."));
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
        onlyIn(".kubernetes..", "io.fabric8..");
        onlyIn(".kubernetes..", "io.sluice.api.watch..");
        onlyIn(".kafka..", "org.apache.kafka..");
        onlyIn(".metrics..", "io.micrometer..");
        onlyIn(".expressions..", "dev.cel..");
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye.."));
    }

    private void onlyIn(String adapter, String technology) {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + adapter, ROOT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(technology));
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
                                "io.sluice.renderer..",
                                "io.sluice.statusprojector..",
                                "io.sluice.kustomize.."));
    }

    @Test
    void the_clock_is_injected_and_nobody_sleeps() {
        check(noClasses().should().callMethod(Instant.class, "now"));
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(System.class, "getenv", String.class));
        check(noClasses().should().callMethod(UUID.class, "randomUUID"));
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    }

    @Test
    void the_plan_iterates_in_order() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".plan..")
                        .should()
                        .callMethodWhere(
                                DescribedPredicate.describe(
                                        "unordered collections", ArchitectureTest::isUnordered)));
    }

    private static boolean isUnordered(JavaCall<?> call) {
        boolean makes = call.getName().equals("of") || call.getName().equals("copyOf");
        return makes
                && (call.getTargetOwner().isEquivalentTo(Set.class)
                        || call.getTargetOwner().isEquivalentTo(Map.class));
    }

    @Test
    void names_say_what_a_class_is_for_and_classes_are_final() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*\\.[A-Za-z]*(Util|Helper|Manager|Impl)[A-Za-z]*"));
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
        check(fields().should().notBeAnnotatedWith("jakarta.inject.Inject"));
    }

    private void check(ArchRule rule) {
        rule.check(classes);
    }
}
