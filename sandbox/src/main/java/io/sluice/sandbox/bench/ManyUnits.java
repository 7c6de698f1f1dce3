package io.sluice.sandbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.WorkingCopy;
import io.sluice.sandbox.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A repository of many units, each a directory with one ConfigMap.
final class ManyUnits implements AutoCloseable {

    private static final String NAME = "many";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int count;
    private final WorkingCopy copy;
    private final Declarations declarations;
    private final URI repository;
    private final URI units;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final SharedIndexInformer<ConfigMap> informer;
    private final UnitStatuses statuses;

    ManyUnits(Sandbox sandbox, int count) {
        KubernetesClient client = sandbox.cluster().client();
        this.count = count;
        this.repository = sandbox.git().createRepository(NAME);
        this.copy = WorkingCopy.create(sandbox.directory().resolve("many"), repository);
        this.declarations = new Declarations(client);
        this.units = sandbox.service(Service.STATUS_PROJECTOR).url().resolve("/api/v1/units");
        this.informer = client.configMaps().inNamespace("default").inform(new Watcher());
        this.statuses = new UnitStatuses(client, Declarations.NAMESPACE);
    }

    /// Pushes all units and waits until they are ready.
    ///
    /// @return from the push to the last unit
    Duration open() {
        for (int unit = 0; unit < count; unit++) {
            writeUnit(unit);
            write(unit, "first");
        }
        long began = System.nanoTime();
        copy.commitAndPush("Declare " + count + " units");
        declarations.declare(NAME, repository.toString(), "./clusters");
        return awaitAll(began);
    }

    /// Changes one unit.
    ///
    /// @return the moment before the commit, of [System#nanoTime]
    long change(int unit, String value) {
        write(unit, value);
        long began = System.nanoTime();
        copy.commitAndPush("Change " + unit);
        declarations.requestSource(NAME);
        return began;
    }

    /// From a moment until the watch told of the value.
    Duration awaitObject(long began, int unit, String value) {
        String wanted = name(unit) + "=" + value;
        Patience.until(
                began, LIMIT, () -> seen.containsKey(wanted), () -> wanted + " is not there");
        return Duration.ofNanos(seen.getOrDefault(wanted, 0L) - began);
    }

    /// From a moment until every unit was ready at the newest commit.
    Duration awaitAll(long began) {
        return Patience.until(
                began, LIMIT, () -> ready() == count + 1, () -> ready() + " are ready");
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

    private int ready() {
        try {
            var request = HttpRequest.newBuilder(units).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int ready = 0;
            for (JsonNode unit : JSON.readTree(response.body()).path("items")) {
                boolean current = unit.path("lastAppliedRevision").asText().equals(copy.revision());
                boolean holds = unit.at("/ready/status").asText().equals("True");
                ready += current && holds ? 1 : 0;
            }
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void writeUnit(int unit) {
        copy.write(
                "clusters/" + name(unit) + ".yaml",
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
        copy.write(
                "units/" + name(unit) + "/config.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %1$s, namespace: default}
                data: {value: "%2$s"}
                """
                        .formatted(name(unit), value));
    }

    private static String name(int unit) {
        return "unit-%03d".formatted(unit);
    }

    @Override
    public void close() {
        informer.close();
        statuses.close();
        copy.close();
        http.shutdownNow();
    }

    private final class Watcher implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap object) {
            see(object);
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap object) {
            see(object);
        }

        @Override
        public void onDelete(ConfigMap object, boolean unknown) {
            // Nothing is deleted here.
        }

        private void see(ConfigMap object) {
            Map<String, String> data = object.getData();
            if (data != null) {
                seen.putIfAbsent(
                        object.getMetadata().getName() + "=" + data.get("value"),
                        System.nanoTime());
            }
        }
    }
}
