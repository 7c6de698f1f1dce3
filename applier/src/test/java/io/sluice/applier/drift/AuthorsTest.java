package io.sluice.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuthorsTest {

    private static final String OURS = entry("kustomize-controller", "Apply", "10", "a", "b");

    private final Seen before = read("1", "1", OURS);

    @Test
    void whoever_owns_the_changed_path_did_it() {
        assertThat(
                        by(
                                "x",
                                "1",
                                entry("kustomize-controller", "Apply", "10", "b"),
                                entry("early", "Update", "09", "a"),
                                entry("late", "Update", "12", "c")))
                .isEqualTo("early");
    }

    @Test
    void several_owners_are_all_named() {
        assertThat(
                        by(
                                "x",
                                "y",
                                entry("two", "Update", "12", "b"),
                                entry("one", "Update", "11", "a")))
                .isEqualTo("one, two");
    }

    @Test
    void a_value_that_changed_and_still_is_ours_was_written_under_our_name() {
        assertThat(by("x", "1", OURS)).isEqualTo("kustomize-controller");
    }

    @Test
    void a_path_that_left_our_entry_when_it_was_written_was_taken_under_our_name() {
        assertThat(by("1", "1", entry("kustomize-controller", "Apply", "20", "a")))
                .isEqualTo("kustomize-controller");
    }

    @Test
    void who_wrote_since_may_have_removed_what_nobody_owns() {
        assertThat(
                        by(
                                "1",
                                "1",
                                entry("kustomize-controller", "Apply", "10", "a"),
                                entry("alice", "Update", "12", "c")))
                .isEqualTo("alice");
    }

    @Test
    void who_only_removes_is_not_known() {
        assertThat(by("1", "1", entry("kustomize-controller", "Apply", "10", "a")))
                .isEqualTo("unknown");
    }

    @Test
    void a_later_change_of_other_fields_does_not_hide_who_did_it() {
        Seen drifted =
                read(
                        "x",
                        "1",
                        Optional.of(before.known()),
                        entry("kustomize-controller", "Apply", "10", "b"),
                        entry("alice", "Update", "11", "a"));

        Seen later =
                read(
                        "x",
                        "1",
                        Optional.of(drifted.known()),
                        entry("kustomize-controller", "Apply", "10", "b"),
                        entry("alice", "Update", "11", "a"),
                        entry("bob", "Update", "12", "c"));

        assertThat(later.authors().by()).isEqualTo("alice");
    }

    private String by(String a, String b, String... entries) {
        return read(a, b, Optional.of(before.known()), entries).authors().by();
    }

    private static Seen read(String a, String b, String... entries) {
        return read(a, b, Optional.empty(), entries);
    }

    private static Seen read(String a, String b, Optional<Known> before, String... entries) {
        String object =
                """
                {"apiVersion":"v1","kind":"ConfigMap","data":{"a":"%s","b":"%s","c":"c"},
                 "metadata":{"name":"n","namespace":"m","uid":"u","managedFields":[%s]}}"""
                        .formatted(a, b, String.join(",", entries));
        return SeenReader.read(json(object), before);
    }

    private static String entry(String manager, String operation, String at, String... keys) {
        StringBuilder fields = new StringBuilder();
        for (String key : keys) {
            fields.append(fields.isEmpty() ? "" : ",").append("\"f:%s\":{}".formatted(key));
        }
        return """
        {"manager":"%s","operation":"%s","time":"2026-01-01T00:00:%sZ",
         "fieldsV1":{"f:data":{%s}}}"""
                .formatted(manager, operation, at, fields);
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
