package io.sluice.applier.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Kubernetes label selector such as `app=web,tier in (a, b),!legacy`.
///
/// @param requirements all of which must hold
record LabelSelector(List<Requirement> requirements) {

    private static final String KEY = "([A-Za-z0-9][A-Za-z0-9._/-]*)";
    private static final Pattern EQUALITY =
            Pattern.compile(KEY + "\\s*(=|==|!=)\\s*([A-Za-z0-9._-]*)");
    private static final Pattern SET =
            Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([A-Za-z0-9._, -]*)\\)");
    private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /// One requirement on a label.
    ///
    /// @param key of the label
    /// @param values that are meant; empty to mean any
    /// @param negated whether the label must not be so; an absent label is not so
    record Requirement(String key, List<String> values, boolean negated) {
        Requirement {
            values = List.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            boolean met = value != null && (values.isEmpty() || values.contains(value));
            return met != negated;
        }
    }

    /// Parses a selector.
    ///
    /// @throws IllegalArgumentException naming the requirement that is none
    static LabelSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : COMMA.split(text, -1)) {
                requirements.add(requirement(part.strip()));
            }
        }
        return new LabelSelector(requirements);
    }

    boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private static Requirement requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            List<String> values = List.of(set.group(3).strip().split("\\s*,\\s*", -1));
            return new Requirement(set.group(1), values, set.group(2).equals("notin"));
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            boolean negated = equality.group(2).equals("!=");
            return new Requirement(equality.group(1), List.of(equality.group(3)), negated);
        }
        Matcher presence = PRESENCE.matcher(text);
        if (presence.matches()) {
            return new Requirement(presence.group(2), List.of(), !presence.group(1).isEmpty());
        }
        throw new IllegalArgumentException("'" + text + "' is not a label requirement");
    }
}
