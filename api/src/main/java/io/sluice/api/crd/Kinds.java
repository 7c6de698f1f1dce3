package io.sluice.api.crd;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sluice.api.generator.ArtifactGenerator;
import io.sluice.api.helm.HelmRelease;
import io.sluice.api.image.ImagePolicy;
import io.sluice.api.image.ImageRepository;
import io.sluice.api.image.ImageUpdateAutomation;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.notification.Alert;
import io.sluice.api.notification.Provider;
import io.sluice.api.notification.Receiver;
import io.sluice.api.source.Bucket;
import io.sluice.api.source.ExternalArtifact;
import io.sluice.api.source.GitRepository;
import io.sluice.api.source.HelmChart;
import io.sluice.api.source.HelmRepository;
import io.sluice.api.source.OciRepository;
import java.util.List;

/// The kinds we define.
public final class Kinds {
    /// All of them, sources first.
    public static final List<Class<? extends HasMetadata>> ALL =
            List.of(
                    GitRepository.class,
                    OciRepository.class,
                    Bucket.class,
                    HelmRepository.class,
                    HelmChart.class,
                    ExternalArtifact.class,
                    ArtifactGenerator.class,
                    Kustomization.class,
                    HelmRelease.class,
                    Alert.class,
                    Provider.class,
                    Receiver.class,
                    ImageRepository.class,
                    ImagePolicy.class,
                    ImageUpdateAutomation.class);

    private Kinds() {}
}
