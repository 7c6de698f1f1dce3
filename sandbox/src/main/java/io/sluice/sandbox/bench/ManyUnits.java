package io.sluice.sandbox.bench;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.WorkingCopy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A repository of many units, each a directory with four objects, all declared by one unit.
final class ManyUnits implements AutoCloseable {

    private static final String NAME = "many";
    private static final String STAND_IN = "clusters/no-units.yaml";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final int count;
    private final WorkingCopy copy;
    private final KubernetesClient client;
    private final Declarations declarations;
    private final URI repository;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Deployment> informer;
    private final UnitStatuses statuses;

    ManyUnits(Sandbox sandbox, int count) {
        this.client = sandbox.cluster().client();
        this.count = count;
        this.repository = sandbox.git().createRepository(NAME);
        this.copy = WorkingCopy.create(sandbox.directory().resolve(NAME), repository);
        this.declarations = new Declarations(client);
        declarations.declareNamespace(NAME);
        this.informer = client.apps().deployments().inNamespace(NAME).inform(new Watcher());
        this.statuses = new UnitStatuses(client, Declarations.NAMESPACE);
    }

    /// Pushes all units and waits until they are ready.
    ///
    /// @return from the push to the last status written
    Duration open() {
        writeAll();
        long began = System.nanoTime();
        copy.commitAndPush("Declare " + count + " units");
        declarations.declare(NAME, repository.toString(), "./clusters");
        return awaitStatuses(began);
    }

    /// Takes all units out of Git.
    ///
    /// @return from the push until no unit and no Deployment of theirs is there
    Duration remove() {
        // nothing at all to apply is an error
        copy.write(
                STAND_IN,
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: no-units, namespace: %s}
                """
                        .formatted(Declarations.NAMESPACE));
        for (int unit = 0; unit < count; unit++) {
            copy.delete(unitFile(unit));
        }
        long began = push("Remove " + count + " units");
        return Patience.until(
                began,
                LIMIT,
                () -> statuses.count() == 1 && informer.getStore().list().isEmpty(),
                () -> statuses.count() - 1 + " units are left");
    }

    /// Puts all units back.
    ///
    /// @return from the push to the last status written
    Duration restore() {
        copy.delete(STAND_IN);
        writeAll();
        return awaitStatuses(push("Restore " + count + " units"));
    }

    private void writeAll() {
        for (int unit = 0; unit < count; unit++) {
            writeUnit(unit);
            write(unit, "first");
        }
    }

    private static String unitFile(int unit) {
        return "clusters/" + name(unit) + ".yaml";
    }

    /// Changes one unit.
    ///
    /// @return the moment before the commit, of [System#nanoTime]
    long change(int unit, String value) {
        write(unit, value);
        return push("Change " + unit);
    }

    /// Changes nothing that any unit uses.
    long changeNothing(int number) {
        copy.write("README.md", "Edition " + number);
        return push("Edit the README");
    }

    private long push(String message) {
        long began = System.nanoTime();
        copy.commitAndPush(message);
        declarations.requestSource(NAME);
        return began;
    }

    /// Edits an object by hand; returns when it is as before.
    Duration drift(int unit, int number) {
        String foreign = "by-hand-" + number;
        String patch =
                """
                [{"op":"replace","path":"/spec/template/spec/containers/0/env/0/value",\
                "value":"%s"}]"""
                        .formatted(foreign);
        String before =
                value(client.apps().deployments().inNamespace(NAME).withName(name(unit)).get());
        seen.remove(name(unit) + "=" + before);
        long began = System.nanoTime();
        client.apps()
                .deployments()
                .inNamespace(NAME)
                .withName(name(unit))
                .patch(PatchContext.of(PatchType.JSON), patch);
        return awaitObject(began, unit, before);
    }

    /// From a moment until the watch told of the value.
    Duration awaitObject(long began, int unit, String value) {
        String wanted = name(unit) + "=" + value;
        Patience.until(
                began, LIMIT, () -> seen.containsKey(wanted), () -> wanted + " is not there");
        return Duration.ofNanos(seen.getOrDefault(wanted, 0L) - began);
    }

    /// From a moment until the status of every unit in the cluster told of the newest commit.
    Duration awaitStatuses(long began) {
        String revision = copy.revision();
        return Patience.until(
                began,
                LIMIT,
                () -> statuses.at(revision) == count + 1,
                () -> statuses.at(revision) + " statuses are written");
    }

    private void writeUnit(int unit) {
        copy.write(
                unitFile(unit),
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  interval: 1h
                  retryInterval: 1m
                  prune: true
                  path: ./units/%1$s
                  sourceRef: {kind: GitRepository, name: %3$s}
                """
                        .formatted(name(unit), Declarations.NAMESPACE, NAME));
    }

    private void write(int unit, String value) {
        copy.write("units/" + name(unit) + "/objects.yaml", Workload.file(NAME, name(unit), value));
    }

    static String name(int unit) {
        return "unit-%04d".formatted(unit);
    }

    @Override
    public void close() {
        informer.close();
        statuses.close();
        copy.close();
    }

    private static String value(Deployment object) {
        return object.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .getFirst()
                .getValue();
    }

    private final class Watcher implements ResourceEventHandler<Deployment> {
        @Override
        public void onAdd(Deployment object) {
            see(object);
        }

        @Override
        public void onUpdate(Deployment before, Deployment object) {
            see(object);
        }

        @Override
        public void onDelete(Deployment object, boolean unknown) {
            // The store forgets it, which is all that counts.
        }

        private void see(Deployment object) {
            seen.put(object.getMetadata().getName() + "=" + value(object), System.nanoTime());
        }
    }
}
