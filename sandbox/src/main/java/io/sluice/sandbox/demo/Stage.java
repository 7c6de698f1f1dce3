package io.sluice.sandbox.demo;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.service.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A sandbox with the sample repository on it: what the story and the end-to-end tests play on.
public final class Stage implements AutoCloseable {

    /// The sample's source, and the unit that declares the others.
    public static final String NAME = "homelab";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final WorkingCopy copy;
    private final Homelab homelab;
    private final Declarations declarations;
    private final ClusterView cluster;
    private final URI repository;

    /// A stage that shows nothing yet.
    public Stage(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.repository = sandbox.git().createRepository(NAME);
        Path directory = sandbox.directory().resolve("working-copy");
        this.copy = WorkingCopy.create(directory, repository);
        this.homelab = new Homelab(copy);
        this.declarations = new Declarations(sandbox.cluster().client());
        this.cluster = new ClusterView(sandbox.cluster().client());
    }

    /// Pushes the sample and declares it.
    ///
    /// @return the moment of the push, of [System#nanoTime]
    public long open() {
        homelab.write();
        long pushed = System.nanoTime();
        copy.commitAndPush("Describe the homelab");
        declarations.declare(NAME, repository.toString(), "./clusters/home");
        return pushed;
    }

    /// Commits, pushes, and asks for a check as a webhook would.
    ///
    /// @return the moment of the push, of [System#nanoTime]
    public long push(String message) {
        long before = System.nanoTime();
        copy.commitAndPush(message);
        declarations.requestSource(NAME);
        return before;
    }

    /// `git revert HEAD`, pushed and announced.
    public long revert() {
        long before = System.nanoTime();
        copy.revertAndPush();
        declarations.requestSource(NAME);
        return before;
    }

    /// Waits until every unit is ready at the newest commit and the cluster is what Git says.
    ///
    /// @return how long after the moment
    public Duration awaitConverged(long since) {
        return awaitConverged(since, homelab.units());
    }

    /// The same for some units only; the objects of all must be right.
    public Duration awaitConverged(long since, List<String> units) {
        return Patience.until(
                since, LIMIT, () -> differences(units).isEmpty(), () -> text(differences(units)));
    }

    /// In what units and objects differ from Git; empty when converged.
    public List<String> differences(List<String> units) {
        List<String> differences = new ArrayList<>();
        for (String unit : units) {
            var ready = declarations.unit(unit);
            if (ready.isEmpty() || !ready.get().at(copy.revision())) {
                differences.add(
                        "Kustomization/%s is not ready at %s: %s"
                                .formatted(
                                        unit,
                                        copy.revision(),
                                        ready.map(Object::toString).orElse("it does not exist")));
            }
        }
        differences.addAll(cluster.differences(homelab.expectations()));
        return differences;
    }

    /// Fails, saying what differs, when the cluster is not what Git says.
    public void checkConverged() {
        List<String> differences = differences(homelab.units());
        if (!differences.isEmpty()) {
            throw new PartFailedException("the cluster is not what Git says: " + text(differences));
        }
    }

    private static String text(List<String> differences) {
        return String.join("; ", differences);
    }

    /// The image of an app's Deployment in the cluster; empty if there is none.
    public String liveImage(String app) {
        return cluster.get("apps/v1", "Deployment", app, app)
                .map(live -> live.at("/spec/template/spec/containers/0/image").asText())
                .orElse("");
    }

    /// The running parts.
    public Sandbox sandbox() {
        return sandbox;
    }

    /// The user's clone.
    public WorkingCopy copy() {
        return copy;
    }

    /// The sample.
    public Homelab homelab() {
        return homelab;
    }

    /// What is declared in the cluster.
    public Declarations declarations() {
        return declarations;
    }

    /// The cluster, read back.
    public ClusterView cluster() {
        return cluster;
    }

    /// Where the status-projector answers.
    public URI projector() {
        return sandbox.service(Service.STATUS_PROJECTOR).url();
    }

    @Override
    public void close() {
        copy.close();
    }
}
