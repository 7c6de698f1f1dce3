package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// A kustomization or component in the making.
final class Layer {

    private final String directory;
    private final boolean component;
    private final Stock stock;
    private final BiConsumer<String, String> files;
    private final List<String> resources = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    /// @param files takes a path and a text
    Layer(String directory, boolean component, Stock stock, BiConsumer<String, String> files) {
        this.directory = directory;
        this.component = component;
        this.stock = stock;
        this.files = files;
    }

    String directory() {
        return directory;
    }

    boolean isComponent() {
        return component;
    }

    Stock stock() {
        return stock;
    }

    /// Adds a field of the kustomization.
    void field(String text) {
        fields.add(text.endsWith("\n") ? text : text + "\n");
    }

    void resource(String path) {
        resources.add(path);
    }

    /// Writes a file beside the kustomization.
    void file(String name, String text) {
        files.accept(directory + "/" + name, text);
    }

    boolean isEmpty() {
        return fields.isEmpty() && resources.isEmpty();
    }

    /// Writes the kustomization itself. The order of its fields means nothing.
    void finish(Dice dice) {
        if (isEmpty()) {
            field("metadata: {name: empty}");
        }
        if (!resources.isEmpty()) {
            field("resources:\n- " + String.join("\n- ", resources));
        }
        String head =
                component
                        ? "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
                        : dice.oneIn(3)
                                ? "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
                                : "";
        String text = head + String.join("", dice.shuffled(fields));
        if (dice.bad()) {
            text += dice.one("unknown: x\n", "namePrefix: [a]\n", "\t\n", "images: {a: b}\n");
        }
        String name = dice.one("kustomization.yaml", "kustomization.yml", "Kustomization");
        file(name, dice.oneIn(4) ? Restyle.config(text, dice) : text);
    }
}
