package io.sluice.applier.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.applier.drift.IgnoredPaths;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ApplySpec;
import io.sluice.events.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of `spec.ignore`, ready to be asked about objects.
public final class IgnoreRules {

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(List<String> paths, Target target) {}

    /// Reads the rules.
    ///
    /// @throws IllegalArgumentException naming the path or selector that cannot be read
    public static IgnoreRules of(List<ApplySpec.IgnoreRule> spec) {
        List<Rule> rules = new ArrayList<>();
        for (ApplySpec.IgnoreRule rule : spec) {
            rule.paths().forEach(IgnoreRules::check);
            rules.add(new Rule(rule.paths(), Target.of(rule.target())));
        }
        return new IgnoreRules(rules);
    }

    /// What is wrong with the rules, for the user; empty if nothing is.
    public static Optional<String> problem(List<ApplySpec.IgnoreRule> spec) {
        try {
            of(spec);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("spec.ignore: " + e.getMessage());
        }
    }

    /// The paths of an object that are left to others.
    public IgnoredPaths of(ObjectId id, JsonNode body) {
        List<String> pointers =
                rules.stream()
                        .filter(rule -> rule.target().matches(id, body))
                        .flatMap(rule -> rule.paths().stream())
                        .distinct()
                        .sorted()
                        .toList();
        return pointers.isEmpty() ? IgnoredPaths.NONE : new IgnoredPaths(pointers);
    }

    private static void check(String path) {
        try {
            if (path.length() > 1) {
                JsonPointer.compile(path);
                return;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "path '%s' is not a JSON pointer such as /spec/replicas".formatted(path));
    }

    /// A Kustomize selector: anchored regular expressions and label selectors, all of which must
    /// match; what is empty matches everything.
    private record Target(
            @Nullable Pattern group,
            @Nullable Pattern version,
            @Nullable Pattern kind,
            @Nullable Pattern name,
            @Nullable Pattern namespace,
            LabelSelector labels,
            LabelSelector annotations) {

        static Target of(@Nullable JsonNode target) {
            return new Target(
                    pattern(target, "group"),
                    pattern(target, "version"),
                    pattern(target, "kind"),
                    pattern(target, "name"),
                    pattern(target, "namespace"),
                    selector(target, "labelSelector"),
                    selector(target, "annotationSelector"));
        }

        boolean matches(ObjectId id, JsonNode body) {
            JsonNode metadata = body.path("metadata");
            return fits(group, id.group())
                    && fits(version, id.version())
                    && fits(kind, id.kind())
                    && fits(name, id.name())
                    && fits(namespace, id.namespace())
                    && labels.matches(SeenReader.strings(metadata.path("labels")))
                    && annotations.matches(SeenReader.strings(metadata.path("annotations")));
        }

        private static boolean fits(@Nullable Pattern pattern, String text) {
            return pattern == null || pattern.matches(text);
        }

        private static @Nullable Pattern pattern(@Nullable JsonNode target, String field) {
            String text = text(target, field);
            if (text.isEmpty()) {
                return null;
            }
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "target.%s '%s' is not a regular expression: %s"
                                .formatted(field, text, e.getMessage()),
                        e);
            }
        }

        private static LabelSelector selector(@Nullable JsonNode target, String field) {
            try {
                return LabelSelector.parse(text(target, field));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("target." + field + ": " + e.getMessage(), e);
            }
        }

        private static String text(@Nullable JsonNode target, String field) {
            return target == null ? "" : target.path(field).asText("");
        }
    }
}
