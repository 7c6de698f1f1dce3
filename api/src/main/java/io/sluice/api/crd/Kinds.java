package io.sluice.api.crd;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.source.GitRepository;
import java.util.List;

/// The kinds we define.
public final class Kinds {
    /// All of them, sources first.
    public static final List<Class<? extends HasMetadata>> ALL =
            List.of(GitRepository.class, Kustomization.class);

    private Kinds() {}
}
