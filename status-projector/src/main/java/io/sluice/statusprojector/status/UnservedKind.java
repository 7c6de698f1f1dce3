package io.sluice.statusprojector.status;

import java.util.List;
import java.util.Optional;

/// A kind of Flux's API that is defined and not served, and what its users can do.
///
/// @param name of the kind
/// @param advice what to do instead, as an order
/// @param observes whether its status has an observed generation
public record UnservedKind(String name, String advice, boolean observes) {
    private static final String PLAIN = "commit the rendered chart and apply it by a Kustomization";

    /// All of them. Alert and Provider have no status, that of an ExternalArtifact belongs to
    /// whoever makes it.
    public static final List<UnservedKind> ALL =
            List.of(
                    of("OCIRepository", "use a GitRepository"),
                    of("Bucket", "use a GitRepository"),
                    of("HelmRepository", PLAIN),
                    of("HelmChart", PLAIN),
                    of("HelmRelease", PLAIN),
                    new UnservedKind(
                            "ArtifactGenerator",
                            "refer to the GitRepository itself: a Kustomization whose files did not"
                                    + " change is not applied again",
                            false),
                    of("Receiver", "shorten spec.interval of the sources"),
                    of("ImageRepository", "update the images by another tool"),
                    of("ImagePolicy", "update the images by another tool"),
                    of("ImageUpdateAutomation", "update the images by another tool"));

    private static UnservedKind of(String name, String advice) {
        return new UnservedKind(name, advice, true);
    }

    /// The kind of this name.
    public static Optional<UnservedKind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    String message() {
        return ("Sluice does not serve the kind %1$s yet and nothing will come of this object: %2$s,"
                        + " or run the controller that serves it and name %1$s in"
                        + " SLUICE_STATUS_LEFT_TO_OTHERS")
                .formatted(name, advice);
    }
}
