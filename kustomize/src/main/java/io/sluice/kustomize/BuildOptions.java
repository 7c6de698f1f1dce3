package io.sluice.kustomize;

import org.jspecify.annotations.Nullable;

/// How to build.
///
/// @param order the order of the output unless the kustomization has `sortOptions`
/// @param restriction which files may be named
/// @param managedByLabel whether every object gets `app.kubernetes.io/managed-by`
/// @param alphaPlugins whether plugins outside the built-in ones are looked for (there are none)
/// @param helm whether `helmCharts` is allowed
/// @param remotes fetches remote bases; null forbids them
/// @param charts templates Helm charts; null: not available
/// @param limits bounds of the build
/// @param flux a Flux overlay; null builds as `kustomize build` does
public record BuildOptions(
        Order order,
        Restriction restriction,
        boolean managedByLabel,
        boolean alphaPlugins,
        boolean helm,
        @Nullable RemoteLoader remotes,
        @Nullable HelmCharts charts,
        Limits limits,
        @Nullable FluxOverlay flux) {

    /// What `kustomize build` does without flags.
    public static final BuildOptions DEFAULT =
            new BuildOptions(
                    Order.NONE,
                    Restriction.ROOT_ONLY,
                    false,
                    false,
                    false,
                    null,
                    null,
                    Limits.DEFAULT,
                    null);

    /// The order of the output.
    public enum Order {
        /// As listed: first in, first out.
        NONE,
        /// By kind, namespaces first, webhooks last.
        LEGACY
    }

    /// Which files a kustomization may name.
    public enum Restriction {
        /// Those in or below its own directory.
        ROOT_ONLY,
        /// Any in the tree.
        NONE
    }

    /// What Flux does: no load restrictions, inside the tree, with the overlay.
    public static BuildOptions forFlux(FluxOverlay overlay) {
        return DEFAULT.withRestriction(Restriction.NONE).withFlux(overlay);
    }

    /// These options with another order.
    public BuildOptions withOrder(Order value) {
        return new BuildOptions(
                value,
                restriction,
                managedByLabel,
                alphaPlugins,
                helm,
                remotes,
                charts,
                limits,
                flux);
    }

    /// These options with another load restriction.
    public BuildOptions withRestriction(Restriction value) {
        return new BuildOptions(
                order, value, managedByLabel, alphaPlugins, helm, remotes, charts, limits, flux);
    }

    /// These options with or without the managed-by label.
    public BuildOptions withManagedByLabel(boolean value) {
        return new BuildOptions(
                order, restriction, value, alphaPlugins, helm, remotes, charts, limits, flux);
    }

    /// These options with or without plugins.
    public BuildOptions withAlphaPlugins(boolean value) {
        return new BuildOptions(
                order, restriction, managedByLabel, value, helm, remotes, charts, limits, flux);
    }

    /// These options with or without Helm.
    public BuildOptions withHelm(boolean value, @Nullable HelmCharts engine) {
        return new BuildOptions(
                order,
                restriction,
                managedByLabel,
                alphaPlugins,
                value,
                remotes,
                engine,
                limits,
                flux);
    }

    /// These options with a way to fetch remote bases; null forbids them.
    public BuildOptions withRemotes(@Nullable RemoteLoader value) {
        return new BuildOptions(
                order,
                restriction,
                managedByLabel,
                alphaPlugins,
                helm,
                value,
                charts,
                limits,
                flux);
    }

    /// These options with other limits.
    public BuildOptions withLimits(Limits value) {
        return new BuildOptions(
                order,
                restriction,
                managedByLabel,
                alphaPlugins,
                helm,
                remotes,
                charts,
                value,
                flux);
    }

    /// These options with a Flux overlay.
    public BuildOptions withFlux(@Nullable FluxOverlay value) {
        return new BuildOptions(
                order,
                restriction,
                managedByLabel,
                alphaPlugins,
                helm,
                remotes,
                charts,
                limits,
                value);
    }
}
