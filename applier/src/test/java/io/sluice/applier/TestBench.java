package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.engine.Policies;
import io.sluice.applier.metrics.ApplierMetrics;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySpec;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.ManifestsEvent;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Outcome;
import io.sluice.events.Producer;
import io.sluice.events.Rendered;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventJson;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One applier on the shared control plane and a log in memory, and a hand that plays the other
/// services: it declares units and renders them.
final class TestBench implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String CLUSTER = "test-cluster";

    final MemoryLog log = new MemoryLog();
    final KubernetesClient client = TestPlatform.client();
    private KubernetesClient applier = client;
    final String namespace = TestPlatform.namespace();
    final AtomicReference<Instant> leaseUntil = new AtomicReference<>(Instant.MAX);
    private final Sealer sealer;
    private final Ulids ids = new Ulids(InstantSource.system(), new SecureRandom());
    private long sequence;
    private long epoch = 1;
    private Policies policies = Policies.usual(true);
    private Tracing tracing = Tracing.off();
    private @Nullable String defaultServiceAccount;
    private Kubeconfig.Rules kubeconfigs = new Kubeconfig.Rules(false, false);
    private boolean additive;
    private @Nullable Core core;
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TestBench() {
        var keys = new TreeMap<String, byte[]>();
        keys.put("k", new byte[32]);
        sealer = new Sealer(CLUSTER, "k", keys, new SecureRandom());
    }

    /// With an applier that is up.
    static TestBench started() {
        var bench = new TestBench();
        bench.start();
        return bench;
    }

    void withoutStamps() {
        policies = Policies.usual(false);
    }

    /// With an applier that is up, under these policies.
    static TestBench started(Policies policies) {
        var bench = new TestBench();
        bench.policies = policies;
        bench.start();
        return bench;
    }

    void withTracing(Tracing other) {
        tracing = other;
    }

    void withDefaultServiceAccount(String name) {
        defaultServiceAccount = name;
    }

    void withKubeconfigs(Kubeconfig.Rules rules) {
        kubeconfigs = rules;
    }

    /// Starts a new applier process with the rights of another account.
    void startAs(KubernetesClient account) {
        applier = account;
        start();
    }

    /// A `readyExpr` is asked beside the built-in check.
    void withAdditiveReadiness() {
        additive = true;
    }

    /// Starts a new applier process.
    void start() {
        registry = new SimpleMeterRegistry();
        core =
                new Core(
                        new Core.Parts(
                                applier,
                                CLUSTER,
                                log,
                                sealer,
                                leaseUntil::get,
                                tracing,
                                new ApplierMetrics(registry)),
                        new Core.Options(
                                MemoryLog.PARTITIONS,
                                policies,
                                16,
                                defaultServiceAccount,
                                kubeconfigs,
                                additive));
        core.start();
        try {
            log.attach(core.engine());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Core started = core;
        await().atMost(SOON).until(() -> started.engine().isReady());
    }

    /// Ends the applier process.
    void stop() {
        log.detach();
        if (core != null) {
            core.close();
            core = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// The log loses everything; the next request is of a new epoch.
    void loseLog() {
        log.lose();
        epoch++;
        sequence = 0;
    }

    ResourceKey unit(String name) {
        return new ResourceKey("Kustomization", namespace, name);
    }

    /// Declares a unit.
    ///
    /// @param spec YAML of what is added to the spec
    ResourceKey declare(String name, String spec) {
        return declareIn(namespace, name, spec);
    }

    ResourceKey declareIn(String where, String name, String spec) {
        String resource =
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: %s}
                spec:
                  interval: 10m
                  prune: true
                  sourceRef: {kind: GitRepository, name: source}
                """
                        .formatted(name, where);
        JsonNode tree = yaml(resource);
        var object = (com.fasterxml.jackson.databind.node.ObjectNode) tree;
        JsonNode more = yaml(spec.isBlank() ? "{}" : spec);
        more.properties()
                .forEach(e -> object.withObjectProperty("spec").set(e.getKey(), e.getValue()));
        // as users write it: our own type would leave out what is empty
        client.resource(
                        client.getKubernetesSerialization()
                                .convertValue(tree, GenericKubernetesResource.class))
                .create();
        return new ResourceKey("Kustomization", where, name);
    }

    ResourceKey declare(String name) {
        return declare(name, "");
    }

    Kustomization resource(ResourceKey unit) {
        return client.resources(Kustomization.class)
                .inNamespace(unit.namespace())
                .withName(unit.name())
                .get();
    }

    boolean exists(ResourceKey unit) {
        return (Object) resource(unit) != null;
    }

    void change(ResourceKey unit, UnaryOperator<JsonNode> change) {
        client.resources(Kustomization.class)
                .inNamespace(unit.namespace())
                .withName(unit.name())
                .edit(
                        live ->
                                client.getKubernetesSerialization()
                                        .convertValue(
                                                change.apply(EventJson.mapper().valueToTree(live)),
                                                Kustomization.class));
    }

    void setSpec(ResourceKey unit, String field, Object value) {
        change(
                unit,
                tree -> {
                    ((com.fasterxml.jackson.databind.node.ObjectNode) tree)
                            .withObjectProperty("spec")
                            .set(field, EventJson.mapper().valueToTree(value));
                    return tree;
                });
    }

    /// Renders a unit: the objects are its desired state from now on.
    Context render(ResourceKey unit, String revision, String... manifests) {
        return render(unit, revision, spec(unit), manifests);
    }

    Context render(ResourceKey unit, String revision, ApplySpec spec, String... manifests) {
        List<RenderedObject> objects = new ArrayList<>();
        Arrays.stream(manifests).forEach(manifest -> objects.add(rendered(unit, manifest)));
        return render(unit, revision, spec, objects);
    }

    /// Renders a unit whose object got values of secrets.
    Context renderSealed(ResourceKey unit, String revision, String manifest) {
        return render(unit, revision, spec(unit), List.of(sealed(unit, yaml(manifest))));
    }

    private Context render(
            ResourceKey unit, String revision, ApplySpec spec, List<RenderedObject> objects) {
        String digest = "sha256:" + Integer.toHexString(objects.toString().hashCode());
        Context context = context(unit, revision);
        publish(
                unit,
                Slot.SELF,
                context,
                new ManifestsRendered(digest, "inputs", null, objects, spec));
        return context;
    }

    /// Confirms the desired state a unit has.
    Context confirm(ResourceKey unit, String revision, String digest) {
        Context context = context(unit, revision);
        publish(
                unit,
                Slot.CONFIRMED,
                context,
                new DesiredStateConfirmed(digest, "inputs", spec(unit)));
        return context;
    }

    private void publish(ResourceKey unit, Slot slot, Context context, ManifestsEvent event) {
        log.publish(Topic.MANIFESTS, envelope(unit, slot, context, event));
        var rendered = new Rendered(digest(event), "inputs", 0, false, List.of(), List.of(), 1);
        log.publish(Topic.OUTCOMES, envelope(unit, Slot.RENDER, context, rendered));
    }

    private static String digest(ManifestsEvent event) {
        return switch (event) {
            case ManifestsRendered rendered -> rendered.digest();
            case DesiredStateConfirmed confirmed -> confirmed.digest();
        };
    }

    Envelope envelope(ResourceKey unit, Slot slot, Context context, Event event) {
        return Envelope.of(
                ids.next(),
                unit.slot(slot),
                new Producer(CLUSTER, "renderer"),
                Instant.now(),
                context,
                event);
    }

    Context context(ResourceKey unit, String revision) {
        Kustomization live = resource(unit);
        sequence++;
        return new Context(
                live.getMetadata().getUid(),
                live.getMetadata().getGeneration(),
                new RequestNumber(epoch, sequence),
                Cause.NEW_REVISION,
                null,
                null,
                null,
                revision,
                null,
                null);
    }

    static ApplySpec spec(boolean prune, boolean waits) {
        return new ApplySpec(
                "10m", null, null, prune, waits, false, null, List.of(), List.of(), List.of(),
                List.of());
    }

    private ApplySpec spec(ResourceKey unit) {
        var spec = resource(unit).getSpec();
        return new ApplySpec(
                spec.interval(),
                spec.retryInterval(),
                spec.timeout(),
                spec.prune(),
                spec.waitForAll(),
                spec.force(),
                spec.targetNamespace(),
                spec.dependsOn().stream()
                        .map(
                                on ->
                                        new ApplySpec.Dependency(
                                                on.name(), on.namespace(), on.readyExpr()))
                        .toList(),
                spec.healthChecks().stream()
                        .map(
                                check ->
                                        new ApplySpec.HealthCheck(
                                                check.apiVersion(),
                                                check.kind(),
                                                check.name(),
                                                check.namespace()))
                        .toList(),
                spec.healthCheckExprs().stream()
                        .map(
                                check ->
                                        new ApplySpec.HealthCheckExpression(
                                                check.apiVersion(),
                                                check.kind(),
                                                check.current(),
                                                check.inProgress(),
                                                check.failed()))
                        .toList(),
                spec.ignore().stream()
                        .map(
                                rule ->
                                        new ApplySpec.IgnoreRule(
                                                rule.paths(),
                                                EventJson.mapper().valueToTree(rule.target())))
                        .toList());
    }

    private RenderedObject rendered(ResourceKey unit, String manifest) {
        JsonNode body = yaml(manifest);
        var id = SeenReader.idOf(body);
        if (id.kind().equals("Secret")) {
            return sealed(unit, body);
        }
        String digest = "sha256:" + Integer.toHexString(body.toString().hashCode());
        return RenderedObject.open(id, digest, "manifest.yaml", body);
    }

    private RenderedObject sealed(ResourceKey unit, JsonNode body) {
        byte[] json = EventJson.write(body);
        String digest = sealer.digest(json);
        return RenderedObject.sealed(
                SeenReader.idOf(body), digest, "secret.yaml", sealer.seal(unit, digest, json));
    }

    /// Waits for the outcome of a request.
    <T extends ApplyOutcome> T awaitOutcome(ResourceKey unit, Context context, Class<T> type) {
        return awaitSlot(unit, Slot.APPLY, context, type, _ -> true);
    }

    HealthReported awaitHealth(ResourceKey unit, Context context, HealthReported.State state) {
        return awaitSlot(unit, Slot.HEALTH, context, HealthReported.class, r -> r.state() == state);
    }

    private <T extends Outcome> T awaitSlot(
            ResourceKey unit, Slot slot, Context context, Class<T> type, Predicate<T> wanted) {
        AtomicReference<Optional<Event>> last = new AtomicReference<>(Optional.empty());
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            last.set(slot(unit, slot, context));
                            assertThat(last.get()).get().isInstanceOf(type);
                            assertThat(last.get().map(type::cast)).get().matches(wanted);
                        });
        return last.get().map(type::cast).orElseThrow();
    }

    private Optional<Event> slot(ResourceKey unit, Slot slot, Context context) {
        return log.newest(unit, slot)
                .filter(envelope -> envelope.request().covers(context.request()))
                .map(Envelope::event);
    }

    /// A live object, if it exists.
    @Nullable GenericKubernetesResource live(String apiVersion, String kind, String name) {
        return live(apiVersion, kind, namespace, name);
    }

    @Nullable GenericKubernetesResource live(
            String apiVersion, String kind, String inNamespace, String name) {
        return client.genericKubernetesResources(apiVersion, kind)
                .inNamespace(inNamespace)
                .withName(name)
                .get();
    }

    @Nullable GenericKubernetesResource configMap(String name) {
        return live("v1", "ConfigMap", name);
    }

    /// The manifest of a ConfigMap in the test's namespace.
    String configMapYaml(String name, String value) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: %s}
        data: {key: "%s"}
        """
                .formatted(name, namespace, value);
    }

    /// Ids in the stored inventory.
    List<String> inventory(ResourceKey unit) {
        var inventory = resource(unit).currentStatus().inventory();
        return inventory == null
                ? List.of()
                : inventory.entries().stream().map(entry -> entry.id()).sorted().toList();
    }

    /// Requests of this process to the API server so far, by verb.
    Map<String, Integer> requests() {
        Map<String, Integer> counts = new TreeMap<>();
        registry.find("sluice_apiserver_requests")
                .counters()
                .forEach(
                        counter ->
                                counts.merge(
                                        String.valueOf(counter.getId().getTag("verb")),
                                        (int) counter.count(),
                                        Integer::sum));
        return counts;
    }

    static JsonNode yaml(String text) {
        try {
            return EventJson.mapper().readTree(YAML.readTree(text).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
