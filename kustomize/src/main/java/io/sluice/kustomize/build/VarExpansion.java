package io.sluice.kustomize.build;

import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.Map;
import java.util.Set;

/// Replaces `$(NAME)` in texts.
final class VarExpansion {

    private final Map<String, ScalarNode> values;
    private final Set<String> used;
    private final Budget budget;

    VarExpansion(Map<String, ScalarNode> values, Set<String> used, Budget budget) {
        this.budget = budget;
        this.values = values;
        this.used = used;
    }

    /// Replaces the variables in a scalar; a scalar that is one variable takes over its type.
    void expand(ScalarNode scalar) {
        String text = scalar.text();
        if (text.indexOf('$') < 0) {
            return;
        }
        if (text.startsWith("$(") && text.endsWith(")")) {
            String name = text.substring(2, text.length() - 1);
            ScalarNode value = values.get(name);
            if (value != null && name.indexOf(')') < 0) {
                used.add(name);
                scalar.text(value.text());
                scalar.tag(value.tag());
                if (!value.isString()) {
                    scalar.style(value.style());
                }
                return;
            }
        }
        scalar.text(expand(text));
    }

    private String expand(String text) {
        var out = new StringBuilder();
        // Where there is none behind it, each opening one would be looked for to the end.
        int last = text.lastIndexOf(')');
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 >= text.length()) {
                out.append(c);
                i++;
            } else if (text.charAt(i + 1) == '$') {
                out.append('$');
                i += 2;
            } else if (text.charAt(i + 1) == '(') {
                i = variable(text, i, last, out);
            } else {
                out.append(c).append(text.charAt(i + 1));
                i += 2;
            }
        }
        return out.toString();
    }

    private int variable(String text, int start, int last, StringBuilder out) {
        int end = start > last ? -1 : text.indexOf(')', start);
        if (end < 0) {
            out.append("$(");
            return start + 2;
        }
        String name = text.substring(start + 2, end);
        ScalarNode value = values.get(name);
        if (value == null) {
            out.append("$(").append(name).append(')');
        } else {
            used.add(name);
            budget.text(value.text().length());
            out.append(value.text());
        }
        return end + 1;
    }
}
