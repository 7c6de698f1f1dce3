package io.sluice.kustomize.differential;

import java.util.Set;

/// Makes up images and replica counts.
final class RandomCounts implements RandomBuild.Feature {

    private static final Set<String> COUNTED = Set.of("Deployment", "StatefulSet");

    private final Dice dice;

    RandomCounts(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void add(Layer layer) {
        if (dice.oneIn(4)) {
            layer.field("images:\n" + image() + (dice.oneIn(3) ? image() : ""));
        }
        if (dice.oneIn(6)) {
            replicas(layer);
        }
    }

    private String image() {
        String name =
                dice.oneIn(8)
                        ? dice.one("ngin.", "other/x", "repo:5000/.*", "unknown")
                        : dice.one(RandomObjects.IMAGES);
        return "- name: "
                + name
                + "\n  "
                + dice.one(
                        "newTag: \"7\"",
                        "newTag: v1.10",
                        "newName: other/x",
                        "newName: redis\n  newTag: \"2\"",
                        "digest: sha256:abc",
                        "newName: r:80/n\n  digest: sha256:abc",
                        "newTag: t\n  digest: sha256:abc",
                        "tagSuffix: -dbg",
                        "newName: \"\"")
                + "\n";
    }

    private void replicas(Layer layer) {
        if (dice.bad()) {
            layer.field("replicas:\n- name: nobody\n  count: 5");
        }
        layer.stock()
                .some(thing -> COUNTED.contains(thing.kind().name()))
                .ifPresent(
                        thing ->
                                layer.field(
                                        "replicas:\n- name: "
                                                + dice.one(thing.ids()).name()
                                                + "\n  count: "
                                                + dice.one("0", "5", "1000000")));
    }
}
