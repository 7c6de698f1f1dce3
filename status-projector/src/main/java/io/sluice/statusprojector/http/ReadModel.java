package io.sluice.statusprojector.http;

import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.projection.Projection;
import io.sluice.statusprojector.projection.SourceView;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The projection, once it has caught up.
public final class ReadModel {
    private final Projection projection;
    private final BooleanSupplier caughtUp;

    public ReadModel(Projection projection, BooleanSupplier caughtUp) {
        this.projection = projection;
        this.caughtUp = caughtUp;
    }

    List<UnitView> units() {
        return ready().units();
    }

    Optional<UnitView> unit(ResourceKey key) {
        return ready().unit(key);
    }

    List<SourceView> sources() {
        return ready().sources();
    }

    Optional<SourceView> source(ResourceKey key) {
        return ready().source(key);
    }

    SourceJson json(SourceView view) {
        var newest = view.newest().orElseThrow();
        return SourceJson.of(view, newest, detected(view));
    }

    SourceJson.Detail detail(SourceView view) {
        var newest = view.newest().orElseThrow();
        return SourceJson.detail(view, newest, detected(view));
    }

    private @Nullable Instant detected(SourceView view) {
        return view.artifact()
                .flatMap(artifact -> projection.detected(view.key(), artifact.revision()))
                .orElse(null);
    }

    private Projection ready() {
        if (!caughtUp.getAsBoolean()) {
            throw ProblemJson.notCaughtUp();
        }
        return projection;
    }
}
