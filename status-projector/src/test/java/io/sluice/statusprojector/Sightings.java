package io.sluice.statusprojector;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.sluice.api.kustomize.Kustomization;
import java.util.function.Consumer;

/// Hands on every version of every unit, of which none is deleted.
record Sightings(Consumer<Kustomization> see) implements ResourceEventHandler<Kustomization> {
    @Override
    public void onAdd(Kustomization unit) {
        see.accept(unit);
    }

    @Override
    public void onUpdate(Kustomization before, Kustomization unit) {
        see.accept(unit);
    }

    @Override
    public void onDelete(Kustomization unit, boolean unknown) {
        // Nothing is deleted here.
    }
}
