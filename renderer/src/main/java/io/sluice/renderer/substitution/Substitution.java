package io.sluice.renderer.substitution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import io.sluice.renderer.desiredstate.CanonicalJson;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Replaces variables in objects, on their YAML, after which it is read again: `"${port}"` may
/// become a number.
public final class Substitution {

    private static final String DISABLED = ObjectSwitches.DISABLED;

    private final SortedMap<String, String> values;
    private final SortedSet<String> secrets;

    /// What became of one object.
    public sealed interface Result {
        /// Its variables are replaced, or it wants none replaced.
        ///
        /// @param secret whether a value from a Secret went into it
        record Done(ObjectNode body, boolean secret) implements Result {}

        /// They cannot be; the message never holds a value from a Secret.
        record Failed(String message) implements Result {}
    }

    /// A substitution of these variables.
    ///
    /// @param secrets names of those whose value comes from a Secret
    public Substitution(SortedMap<String, String> values, SortedSet<String> secrets) {
        this.values = new TreeMap<>(values);
        this.secrets = new TreeSet<>(secrets);
    }

    /// Replaces the variables of one object.
    ///
    /// @param body the object
    /// @param yaml the same object as YAML
    public Result apply(ObjectNode body, String yaml) {
        JsonNode metadata = body.path("metadata");
        if (isDisabled(metadata.path("labels")) || isDisabled(metadata.path("annotations"))) {
            return new Result.Done(body, false);
        }
        Expansion expansion = new Expansion(values);
        String expanded;
        try {
            expanded = expansion.expand(yaml);
        } catch (ExpansionException e) {
            return new Result.Failed(e.text());
        }
        if (expanded.equals(yaml)) {
            return new Result.Done(body, false);
        }
        boolean secret = !Collections.disjoint(expansion.used(), secrets);
        return read(expanded, secret);
    }

    private static boolean isDisabled(JsonNode switches) {
        return DISABLED.equals(switches.path(ObjectSwitches.SUBSTITUTE).asText());
    }

    private static Result read(String yaml, boolean secret) {
        try {
            Node root = Yaml.config(yaml, Budget.generous());
            if (root == null) {
                return new Result.Failed("nothing is left after substitution");
            }
            return new Result.Done(CanonicalJson.parse(JsonWriter.canonical(root)), secret);
        } catch (YamlException e) {
            return new Result.Failed(
                    secret
                            ? "the result is not YAML at its line %d; a value from a Secret went into it, so it is not shown"
                                    .formatted(e.line())
                            : "the result is not YAML: " + e.text());
        } catch (IllegalArgumentException _) {
            return new Result.Failed("the result is not a mapping");
        }
    }
}
