package io.sluice.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.sandbox.process.PartFailedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The first part of the story with a user's own repository: commit to converged.
public final class OwnRepository {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String UNITS = "kustomize.toolkit.fluxcd.io/v1";

    private final Stage stage;
    private final PrintStream out;

    /// A story on a stage, told to somebody.
    public OwnRepository(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    /// Declares the repository and waits until its first unit is ready.
    ///
    /// @throws PartFailedException when that unit is not ready in time, saying why, or when an
    ///     object of its inventory is not in the cluster
    public void follow(String url, String path) {
        long began = System.nanoTime();
        try (LiveEvents _ = new LiveEvents(stage.projector(), each -> show(each, began))) {
            stage.declarations().declare(Stage.NAME, url, path);
            Duration passed =
                    Patience.until(began, LIMIT, this::isReady, () -> "it says " + unit());
            out.println("  = declared to ready: " + Patience.seconds(passed));
            List<String> missing = missing();
            if (!missing.isEmpty()) {
                throw new PartFailedException("not in the cluster: " + String.join(", ", missing));
            }
        }
    }

    private boolean isReady() {
        return stage.declarations()
                .source(Stage.NAME)
                .filter(source -> source.status().equals("True"))
                .filter(source -> unit().at(source.revision()))
                .isPresent();
    }

    private Declarations.Ready unit() {
        return stage.declarations()
                .unit(Stage.NAME)
                .orElseThrow(() -> new PartFailedException("the unit was deleted"));
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        stage.cluster()
                .get(UNITS, "Kustomization", Declarations.NAMESPACE, Stage.NAME)
                .ifPresent(
                        unit -> {
                            for (JsonNode entry : unit.at("/status/inventory/entries")) {
                                check(entry, missing);
                            }
                        });
        return missing;
    }

    private void check(JsonNode entry, List<String> missing) {
        String id = entry.path("id").asText();
        String[] outer = id.split("_", 2);
        int kind = outer[1].lastIndexOf('_');
        int group = outer[1].lastIndexOf('_', kind - 1);
        String groupName = outer[1].substring(group + 1, kind);
        String version = entry.path("v").asText();
        boolean present =
                stage.cluster()
                        .get(
                                groupName.isEmpty() ? version : groupName + "/" + version,
                                outer[1].substring(kind + 1),
                                outer[0],
                                outer[1].substring(0, group).replace("__", ":"))
                        .isPresent();
        if (!present) {
            missing.add(id);
        }
    }

    private void show(LiveEvents.Happening each, long began) {
        out.println(
                "  +%s  %-15s %-10s %s"
                        .formatted(
                                Patience.seconds(Duration.ofNanos(each.at() - began)),
                                each.name(),
                                each.stage(),
                                each.message().lines().findFirst().orElse("")));
    }
}
