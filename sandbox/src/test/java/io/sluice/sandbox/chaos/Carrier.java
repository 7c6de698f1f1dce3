package io.sluice.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Carries actions out on a sandbox.
final class Carrier {

    private static final Duration RETIREMENT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final Sandbox sandbox;
    private final KubernetesClient client;
    private final Declarations declarations;
    private final Repository repository;
    private final SortedMap<String, String> planted = new TreeMap<>();
    private final SortedSet<Item> unlabelled = new TreeSet<>();
    private String revision = "";

    Carrier(Sandbox sandbox, Repository repository) {
        this.sandbox = sandbox;
        this.client = sandbox.cluster().client();
        this.declarations = new Declarations(client);
        this.repository = repository;
    }

    /// The foreign objects, and what marks them as the same and unchanged.
    SortedMap<String, String> planted() {
        return planted;
    }

    /// The objects whose owner labels were taken away.
    SortedSet<Item> unlabelled() {
        return unlabelled;
    }

    /// The newest revision.
    String revision() {
        return revision;
    }

    /// The first commit, and every unit declared.
    void begin(World world, String url) {
        for (int number = 0; number < 3; number++) {
            declarations.declareNamespace("chaos-" + number);
        }
        declarations.declareNamespace(Declarations.NAMESPACE);
        revision = repository.push(world, "Begin");
        declarations.declareSource(Declarations.NAMESPACE, "chaos", url, "2s");
        world.units().forEach(this::declare);
    }

    /// @param world after the action
    void carryOut(Action action, World world) {
        switch (action) {
            case Action.Commit _ -> revision = repository.push(world, "Commit " + world.commits());
            case Action.KillApplier(int member) -> applier(member).kill();
            case Action.StopApplier(int member) -> applier(member).stop();
            case Action.StartApplier(int member) -> applier(member).launch();
            case Action.FreezeApplier(int member) -> applier(member).process().suspend();
            case Action.ThawApplier(int member) -> applier(member).process().resume();
            case Action.FreezeApiServer _ -> controlPlane().apiServerProcess().suspend();
            case Action.ThawApiServer _ -> controlPlane().apiServerProcess().resume();
            case Action.RestartApiServer _ -> {
                controlPlane().killApiServer();
                controlPlane().startApiServer();
            }
            case Action.RestartBroker _ -> {
                sandbox.broker().kill();
                sandbox.broker().restart();
            }
            case Action.LoseBrokerData _ -> {
                sandbox.broker().loseData();
                sandbox.broker().restart();
            }
            default -> ask(action, world);
        }
    }

    private void ask(Action action, World world) {
        switch (action) {
            case Action.EditByHand(Item item) -> edit(item);
            case Action.DeleteByHand(Item item) -> resource(item).delete();
            case Action.UnlabelByHand(Item item) -> {
                unlabelled.add(item);
                patch(
                        item,
                        """
                        {"metadata":{"labels":{"kustomize.toolkit.fluxcd.io/name":null,
                        "kustomize.toolkit.fluxcd.io/namespace":null}}}""");
            }
            case Action.Plant(String name, String owner) -> plant(name, owner);
            case Action.Suspend(String unit) -> declarations.suspend(unit, true);
            case Action.Resume(String unit) -> declarations.suspend(unit, false);
            case Action.Withdraw(String unit) -> unit(unit).delete();
            case Action.Declare(String unit) -> {
                Patience.until(
                        System.nanoTime(),
                        RETIREMENT,
                        () -> unit(unit).get() == null,
                        () -> unit + " was deleted, and is still there");
                declare(unit, world.unit(unit));
            }
            default -> throw new IllegalArgumentException("not asked of anybody: " + action);
        }
    }

    private void declare(String name, World.Unit unit) {
        String dependsOn = unit.dependsOn().isEmpty() ? "" : "{name: " + unit.dependsOn() + "}";
        boolean wait = name.equals("unit-0") || name.equals("unit-1");
        declarations.declareUnit(
                Declarations.NAMESPACE,
                name,
                "chaos",
                """
                interval: 1h
                retryInterval: 2s
                timeout: 20s
                wait: %s
                path: ./%s
                dependsOn: [%s]
                """
                        .formatted(wait, name, dependsOn));
    }

    private void edit(Item item) {
        String version = "{\"version\":\"by hand\"}";
        String content =
                switch (item.kind()) {
                    case CONFIG_MAP -> ",\"data\":" + version;
                    case GADGET -> ",\"spec\":" + version;
                    case SECRET, SERVICE, SERVICE_ACCOUNT, DEFINITION -> "";
                };
        patch(
                item,
                "{\"metadata\":{\"annotations\":{\"%s\":\"by hand\"}}%s}"
                        .formatted(Repository.VERSION, content));
    }

    private void patch(Item item, String patch) {
        try {
            resource(item).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        } catch (KubernetesClientException e) {
            // not there yet, or no longer: then there is nothing to edit
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private void plant(String name, String owner) {
        var builder =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("chaos-0")
                        .endMetadata()
                        .addToData("owner", "somebody else");
        if (!owner.isEmpty()) {
            builder.editMetadata()
                    .addToLabels("kustomize.toolkit.fluxcd.io/name", owner)
                    .addToLabels("kustomize.toolkit.fluxcd.io/namespace", Declarations.NAMESPACE)
                    .endMetadata();
        }
        JsonNode made = JSON.valueToTree(client.resource(builder.build()).create());
        planted.put(name, Verdict.identity(made));
    }

    private Resource<GenericKubernetesResource> resource(Item item) {
        var resources = client.genericKubernetesResources(Survey.context(item.kind()));
        return item.namespace().isEmpty()
                ? resources.withName(item.name())
                : resources.inNamespace(item.namespace()).withName(item.name());
    }

    private Resource<GenericKubernetesResource> unit(String name) {
        return client.genericKubernetesResources(Survey.UNITS)
                .inNamespace(Declarations.NAMESPACE)
                .withName(name);
    }

    private ServiceProcess applier(int member) {
        return sandbox.processes(Service.APPLIER).get(member);
    }

    private ControlPlane controlPlane() {
        return sandbox.controlPlane().orElseThrow();
    }

    /// Lets a while pass before the next action.
    static void rest(int millis) {
        long began = System.nanoTime();
        Duration whole = Duration.ofMillis(millis);
        Patience.until(
                began,
                whole.plusSeconds(1),
                () -> System.nanoTime() - began > whole.toNanos(),
                () -> "the clock stands still");
    }
}
