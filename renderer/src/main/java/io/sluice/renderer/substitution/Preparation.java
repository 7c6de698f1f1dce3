package io.sluice.renderer.substitution;

import io.sluice.api.kustomize.PostBuild;
import io.sluice.events.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `spec.postBuild` comes to, once its sources are read.
public sealed interface Preparation {

    /// Names that a variable may have.
    Pattern NAME = Pattern.compile("^[_\\p{Alpha}][_\\p{Alpha}\\p{Digit}]*$");

    /// The variables are known.
    ///
    /// @param references as they were read
    /// @param substitution null if nothing is to be replaced
    record Ready(List<Reference> references, @Nullable Substitution substitution)
            implements Preparation {
        public Ready {
            references = List.copyOf(references);
        }
    }

    /// The unit cannot be rendered.
    record Refused(String message) implements Preparation {}

    /// Puts the variables together: later sources win, inline ones win over all.
    ///
    /// @param found one for each of `substituteFrom`, in its order
    static Preparation of(PostBuild postBuild, List<FoundVariables> found) {
        SortedMap<String, String> values = new TreeMap<>();
        SortedSet<String> secrets = new TreeSet<>();
        List<Reference> references = new ArrayList<>();
        for (int index = 0; index < found.size(); index++) {
            FoundVariables source = found.get(index);
            references.add(source.reference());
            if (!source.isPresent() && !postBuild.substituteFrom().get(index).optional()) {
                return new Refused(missing(source.reference()));
            }
            boolean isSecret = source.reference().kind().equals("Secret");
            source.values().forEach((name, value) -> put(values, secrets, name, value, isSecret));
        }
        postBuild.substitute().forEach((name, value) -> put(values, secrets, name, value, false));
        for (String name : values.keySet()) {
            if (!NAME.matcher(name).matches()) {
                return new Refused(
                        "the variable name '%s' of spec.postBuild is invalid: it must match %s"
                                .formatted(name, NAME));
            }
        }
        boolean isNeeded =
                !values.isEmpty() || postBuild.effectiveStrategy() == PostBuild.Strategy.Always;
        return new Ready(references, isNeeded ? new Substitution(values, secrets) : null);
    }

    private static void put(
            SortedMap<String, String> values,
            SortedSet<String> secrets,
            String name,
            String value,
            boolean isSecret) {
        values.put(name, value.replace("\n", ""));
        if (isSecret) {
            secrets.add(name);
        } else {
            secrets.remove(name);
        }
    }

    private static String missing(Reference reference) {
        return "spec.postBuild.substituteFrom: the %s %s/%s does not exist; create it, or set optional"
                .formatted(reference.kind(), reference.namespace(), reference.name());
    }
}
