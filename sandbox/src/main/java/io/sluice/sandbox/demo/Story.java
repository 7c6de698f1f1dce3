package io.sluice.sandbox.demo;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.sandbox.demo.LiveEvents.Happening;
import io.sluice.sandbox.process.PartFailedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a user cares about, shown one after the other, each with its measured latency.
public final class Story {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Stage stage;
    private final PrintStream out;
    private final List<String> summary = new ArrayList<>();
    private volatile long began = System.nanoTime();

    /// A story on a stage, told to somebody.
    public Story(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    /// Tells it all.
    ///
    /// @throws PartFailedException when the cluster is not what Git says
    public void tell() {
        try (LiveEvents live = new LiveEvents(stage.projector(), this::show)) {
            converge();
            changeOneApp(live);
            changeByHand();
            breakAndRevert();
            suspendAndResume();
            removeApp();
            stage.checkConverged();
        }
        out.println();
        out.println("In the end the cluster is what Git says. Measured on the way:");
        summary.forEach(line -> out.println("  " + line));
    }

    private void converge() {
        title("A first commit: infrastructure, then three apps that wait for it");
        began = System.nanoTime();
        long pushed = stage.open();
        measured("commit to converged, everything", stage.awaitConverged(pushed));
    }

    private void changeOneApp(LiveEvents live) {
        title("A commit that changes one app");
        stage.homelab().bump("wiki", "2.5.309");
        began = System.nanoTime();
        long pushed = stage.push("Update the wiki");
        measured("push to object changed", await(pushed, "wiki", stage.homelab().image("wiki")));
        measured("push to all units at the new commit", stage.awaitConverged(pushed));
        SortedSet<String> rendered = names(live.since(pushed), "rendered");
        if (!rendered.equals(new TreeSet<>(List.of("wiki")))) {
            throw new PartFailedException(
                    "only wiki changed, but these were rendered: " + rendered);
        }
        out.println("  rendered anew and applied: " + rendered + "; the others were confirmed");
    }

    private void changeByHand() {
        title("A manual change is reverted");
        String image = stage.homelab().image("web");
        began = System.nanoTime();
        stage.cluster()
                .resource("apps/v1", "Deployment", "web", "web")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON)
                                .withFieldManager("by-hand")
                                .build(),
                        "[{\"op\":\"replace\",\"path\":"
                                + "\"/spec/template/spec/containers/0/image\","
                                + "\"value\":\"nginx:by-hand\"}]");
        measured("edit to repaired", await(began, "web", image));
        began = System.nanoTime();
        stage.cluster().resource("v1", "Service", "web", "web").delete();
        long deleted = System.nanoTime();
        measured(
                "delete to created again",
                Patience.until(
                        deleted,
                        LIMIT,
                        () -> stage.cluster().get("v1", "Service", "web", "web").isPresent(),
                        () -> "the Service web/web is still away"));
    }

    private void breakAndRevert() {
        title("A bad manifest, and its git revert");
        String file = stage.homelab().breakYaml("photos");
        began = System.nanoTime();
        long pushed = stage.push("Break the photos");
        measured(
                "push to a clear error",
                Patience.until(
                        pushed,
                        LIMIT,
                        () -> says("photos", "False", file),
                        () -> "photos says " + stage.declarations().unit("photos")));
        stage.declarations()
                .unit("photos")
                .ifPresent(
                        ready ->
                                out.println(
                                        "  photos: " + ready.reason() + ": " + ready.message()));
        stage.awaitConverged(pushed, List.of("homelab", "infrastructure", "web", "wiki"));
        out.println("  the others are at the new commit, and photos still runs as before");
        began = System.nanoTime();
        long reverted = stage.revert();
        measured("git revert to healthy again", stage.awaitConverged(reverted));
    }

    private boolean says(String unit, String status, String text) {
        return stage.declarations()
                .unit(unit)
                .filter(ready -> ready.status().equals(status) && ready.message().contains(text))
                .isPresent();
    }

    private void suspendAndResume() {
        title("A suspended unit is left alone");
        String before = stage.homelab().image("web");
        stage.declarations().suspend("web", true);
        stage.homelab().bump("web", "1.29.2");
        String after = stage.homelab().image("web");
        began = System.nanoTime();
        long pushed = stage.push("Update the web server");
        Patience.until(
                pushed,
                LIMIT,
                () ->
                        List.of("homelab", "infrastructure", "photos", "wiki").stream()
                                .allMatch(this::isAtHead),
                () -> "the other units are not at " + stage.copy().revision());
        if (!stage.liveImage("web").equals(before)) {
            throw new PartFailedException("web is suspended, but runs " + stage.liveImage("web"));
        }
        out.println("  web still runs " + before);
        began = System.nanoTime();
        stage.declarations().suspend("web", false);
        measured("resume to object changed", await(began, "web", after));
        stage.awaitConverged(began);
    }

    private boolean isAtHead(String unit) {
        return stage.declarations()
                .unit(unit)
                .filter(ready -> ready.at(stage.copy().revision()))
                .isPresent();
    }

    private void removeApp() {
        title("An app that leaves Git leaves the cluster");
        stage.homelab().remove("photos");
        began = System.nanoTime();
        long pushed = stage.push("Remove the photos");
        measured(
                "push to pruned",
                Patience.until(
                        pushed,
                        LIMIT,
                        () ->
                                stage.liveImage("photos").isEmpty()
                                        && stage.declarations().unit("photos").isEmpty(),
                        () -> "photos is still there"));
        stage.awaitConverged(pushed);
    }

    private Duration await(long since, String app, String image) {
        return Patience.until(
                since,
                LIMIT,
                () -> stage.liveImage(app).equals(image),
                () -> app + " runs " + stage.liveImage(app) + ", not " + image);
    }

    private static SortedSet<String> names(List<Happening> happenings, String step) {
        SortedSet<String> names = new TreeSet<>();
        happenings.stream()
                .filter(each -> each.stage().equals(step) && each.kind().equals("Kustomization"))
                .forEach(each -> names.add(each.name()));
        return names;
    }

    private void title(String text) {
        out.println();
        out.println(text);
    }

    private void measured(String what, Duration duration) {
        String line = "%-38s %s".formatted(what, Patience.seconds(duration));
        out.println("  = " + line);
        summary.add(line);
    }

    private void show(Happening each) {
        Duration passed = Duration.ofNanos(each.at() - began);
        String text = each.message().lines().findFirst().orElse("");
        out.println(
                "  +%s  %-15s %-10s %s"
                        .formatted(
                                Patience.seconds(passed),
                                each.name(),
                                each.stage(),
                                text.length() > 110 ? text.substring(0, 110) + "…" : text));
    }
}
