package io.sluice.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.sandbox.demo.Declarations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything in which the cluster differs from what it should be.
final class Verdict {

    private static final String VERSION = "/metadata/annotations/chaos.example~1version";
    private static final String OWNER = "/metadata/labels/kustomize.toolkit.fluxcd.io~1";

    private final World world;
    private final String revision;
    private final SortedMap<String, String> planted;
    private final Set<Item> unlabelled;
    private final List<String> differences = new ArrayList<>();

    private Verdict(
            World world, String revision, SortedMap<String, String> planted, Set<Item> unlabelled) {
        this.world = world;
        this.revision = revision;
        this.planted = planted;
        this.unlabelled = unlabelled;
    }

    /// @param revision the newest, as Flux writes it
    /// @param planted the foreign objects, and resourceVersion and uid when they were made
    /// @param unlabelled the objects whose owner labels somebody took away
    static List<String> differences(
            World world,
            String revision,
            SortedMap<String, String> planted,
            Set<Item> unlabelled,
            Survey survey) {
        var verdict = new Verdict(world, revision, planted, unlabelled);
        verdict.compareObjects(survey);
        verdict.compareForeign(survey);
        world.units().forEach((name, unit) -> verdict.compareUnit(name, unit, survey));
        return verdict.differences;
    }

    /// What marks an object as the same and unchanged.
    static String identity(JsonNode live) {
        return live.at("/metadata/uid").asText()
                + "@"
                + live.at("/metadata/resourceVersion").asText();
    }

    private void compareObjects(Survey survey) {
        SortedMap<Item, String> owners = new TreeMap<>();
        world.units()
                .forEach(
                        (name, unit) -> {
                            if (unit.declared()) {
                                unit.content().keySet().forEach(item -> owners.put(item, name));
                            }
                        });
        owners.forEach((item, unit) -> compareObject(item, unit, survey));
        survey.items().keySet().stream()
                .filter(item -> !owners.containsKey(item))
                .filter(item -> !world.foreign().contains(item.name()))
                .filter(item -> !isLetGo(item, survey))
                .forEach(item -> differences.add(item + " is in the cluster, not in Git"));
    }

    /// Whoever takes the owner labels off an object that leaves Git before they are back, of a
    /// suspended unit for instance, has made it foreign: as in Flux it is not pruned.
    private boolean isLetGo(Item item, Survey survey) {
        JsonNode live = survey.items().get(item);
        return unlabelled.contains(item)
                && live != null
                && live.at(OWNER + "name").isMissingNode()
                && live.at(OWNER + "namespace").isMissingNode();
    }

    private void compareObject(Item item, String unit, Survey survey) {
        JsonNode live = survey.items().get(item);
        if (live == null) {
            differences.add(item + " of " + unit + " is in Git, not in the cluster");
            return;
        }
        String version = Integer.toString(world.unit(unit).content().getOrDefault(item, 0));
        compare(item + " version", version, live.at(VERSION).asText());
        switch (item.kind()) {
            case CONFIG_MAP -> compare(item + " data", version, live.at("/data/version").asText());
            case GADGET -> compare(item + " spec", version, live.at("/spec/version").asText());
            case SECRET, SERVICE, SERVICE_ACCOUNT, DEFINITION -> {}
        }
        compare(item + " owner", unit, live.at(OWNER + "name").asText());
        compare(
                item + " owner's namespace",
                Declarations.NAMESPACE,
                live.at(OWNER + "namespace").asText());
        if (live.at("/metadata").has("deletionTimestamp")) {
            differences.add(item + " is being deleted");
        }
    }

    private void compareForeign(Survey survey) {
        planted.forEach(
                (name, identity) -> {
                    JsonNode live =
                            survey.items().get(new Item(Item.Kind.CONFIG_MAP, "chaos-0", name));
                    compare("foreign " + name, identity, live == null ? "gone" : identity(live));
                });
    }

    private void compareUnit(String name, World.Unit unit, Survey survey) {
        JsonNode live = survey.units().get(name);
        if (live == null || !unit.declared()) {
            if (live == null == unit.declared()) {
                differences.add(
                        name + (unit.declared() ? " does not exist" : " is not retired yet"));
            }
            return;
        }
        compare(name + " revision", revision, live.at("/status/lastAppliedRevision").asText());
        compare(
                name + " observed generation",
                live.at("/metadata/generation").asText(),
                live.at("/status/observedGeneration").asText());
        for (JsonNode condition : live.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                String ready = condition.path("status").asText();
                compare(name + " ready", "True", ready.equals("True") ? ready : condition + "");
            }
        }
        SortedSet<String> inventory = new TreeSet<>();
        live.at("/status/inventory/entries")
                .forEach(entry -> inventory.add(entry.path("id").asText()));
        SortedSet<String> content = new TreeSet<>();
        unit.content().keySet().forEach(item -> content.add(item.id()));
        compare(name + " inventory", content.toString(), inventory.toString());
    }

    private void compare(String what, String wanted, String found) {
        if (!wanted.equals(found)) {
            differences.add("%s is %s, should be %s".formatted(what, found, wanted));
        }
    }
}
