package io.sluice.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.sluice.events");

    @Test
    void the_importer_found_the_module() {
        assertThat(CLASSES.size()).isGreaterThan(60);
    }

    @Test
    void facts_and_rules_know_neither_kafka_nor_a_framework() {
        noClasses()
                .that()
                .resideInAnyPackage("io.sluice.events", "io.sluice.events.protocol")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "jakarta..",
                        "io.smallrye..",
                        "org.eclipse..",
                        "org.slf4j..",
                        "java.io..",
                        "java.net..",
                        "java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void only_publisher_and_console_know_the_framework() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SmallRyePublisher")
                .and()
                .doNotHaveSimpleName("Console")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.smallrye..", "jakarta..")
                .check(CLASSES);
    }

    @Test
    void every_event_is_a_record_or_sealed() {
        classes()
                .that()
                .areAssignableTo(Event.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(CLASSES);
    }

    @Test
    void the_log_knows_the_facts_and_not_the_other_way_round() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sluice.events.log")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sluice.events.log")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.sluice.events")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sluice.events.*..")
                .check(CLASSES);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("io.sluice.events.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_rules_read_no_clock() {
        noClasses()
                .that()
                .resideInAnyPackage("io.sluice.events", "io.sluice.events.protocol")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void classes_are_closed() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }
}
