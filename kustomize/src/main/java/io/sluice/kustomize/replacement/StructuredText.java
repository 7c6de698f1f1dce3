package io.sluice.kustomize.replacement;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.patch.JsonReader;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Scalars;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Sketch;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/// JSON or YAML that is the text of a scalar.
final class StructuredText {

    private final Budget budget;

    StructuredText(Budget budget) {
        this.budget = budget;
    }

    /// The map or list in a scalar's text, or null if there is none.
    @Nullable Node parse(ScalarNode scalar) {
        String text = scalar.text();
        Node node = isJson(text) ? json(text) : null;
        if (node == null) {
            node = yaml(text);
        }
        return node instanceof MapNode || node instanceof SeqNode ? node : null;
    }

    private static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    private static @Nullable Node json(String text) {
        try {
            return JsonReader.parse(text);
        } catch (KustomizeException none) {
            return null;
        }
    }

    private @Nullable Node yaml(String text) {
        try {
            return Yaml.parse(text, Dialect.RESOURCE, budget, 0);
        } catch (YamlException none) {
            return null;
        }
    }

    /// Texts that would be read as something else get quotes.
    private static void quote(Node node) {
        switch (node) {
            case MapNode map -> map.entries().forEach(entry -> quote(entry.value()));
            case SeqNode list -> list.items().forEach(StructuredText::quote);
            case ScalarNode scalar -> {
                boolean misread =
                        scalar.tag() == Tag.STR
                                && !scalar.quoted()
                                && Scalars.of(Dialect.RESOURCE).tagOf(scalar.text()) != Tag.STR;
                if (misread) {
                    scalar.style(Style.DOUBLE);
                }
            }
        }
    }

    /// Writes the changed value back as the scalar's text, in the format it had.
    void write(ScalarNode scalar, Node value) {
        if (isJson(scalar.text()) && json(scalar.text()) != null) {
            try {
                scalar.text(JsonWriter.go(new Finisher(Dialect.RESOURCE).finish(value)));
            } catch (YamlException _) {
                // The reference leaves a text alone that it cannot write again.
            }
            return;
        }
        quote(value);
        String text = Sketch.whole(value).stripTrailing();
        scalar.text(text);
        if (text.indexOf('\n') >= 0 && scalar.style() == Style.PLAIN) {
            scalar.style(Style.LITERAL);
        }
    }
}
