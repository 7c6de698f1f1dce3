package io.sluice.sandbox.bench;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.WorkingCopy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A repository of its own in a namespace of its own, for what takes only a few units.
final class Scene implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final KubernetesClient client;
    private final WorkingCopy copy;
    private final Declarations declarations;
    private final URI repository;
    private final UnitStatuses statuses;

    Scene(Sandbox sandbox, String name) {
        this.name = name;
        this.client = sandbox.cluster().client();
        this.repository = sandbox.git().createRepository(name);
        this.copy = WorkingCopy.create(sandbox.directory().resolve(name), repository);
        this.declarations = new Declarations(client);
        declarations.declareNamespace(name);
        this.statuses = new UnitStatuses(client, name);
    }

    /// Pushes what is written and declares the source.
    void open() {
        push();
        declarations.declareSource(name, name, repository.toString(), "1h");
    }

    /// Pushes what is written.
    ///
    /// @return the moment before, of [System#nanoTime]
    long push() {
        long began = System.nanoTime();
        copy.commitAndPush("Change " + name);
        return began;
    }

    /// Asks for a check of the source, as a webhook does.
    void notifySource() {
        declarations.requestSource(name, name);
    }

    /// A unit with one ConfigMap.
    void write(String unit, String kind, String value) {
        copy.write(
                unit + "/object.yaml",
                """
                apiVersion: v1
                kind: %s
                metadata: {name: %s, namespace: %s}
                data: {value: "%s"}
                """
                        .formatted(kind, unit, name, value));
    }

    /// Declares a unit.
    void declare(String unit, boolean wait, Optional<String> dependsOn) {
        declarations.declareUnit(
                name,
                unit,
                name,
                """
                interval: 1h
                retryInterval: 5s
                wait: %s
                path: ./%s
                dependsOn: [%s]
                """
                        .formatted(
                                wait,
                                unit,
                                dependsOn.map(each -> "{name: " + each + "}").orElse("")));
    }

    /// From a moment until so many units are ready at the newest commit.
    Duration awaitReady(long began, int units) {
        String revision = copy.revision();
        return Patience.until(
                began,
                LIMIT,
                () -> statuses.at(revision) == units,
                () -> statuses.at(revision) + " of " + units + " are ready in " + name);
    }

    /// From a moment until so many units have failed.
    void awaitFailing(long began, int units) {
        Patience.until(
                began,
                LIMIT,
                () -> statuses.failing() >= units,
                () -> statuses.failing() + " of " + units + " have failed in " + name);
    }

    /// From a moment until a unit's ConfigMap has the value.
    Duration awaitValue(long began, String unit, String value) {
        return Patience.until(
                began, LIMIT, () -> value.equals(value(unit)), () -> unit + " is not changed");
    }

    private String value(String unit) {
        ConfigMap live = client.configMaps().inNamespace(name).withName(unit).get();
        return live == null ? "" : live.getData().getOrDefault("value", "");
    }

    @Override
    public void close() {
        statuses.close();
        copy.close();
    }
}
