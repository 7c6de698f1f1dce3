package io.sluice.api.kustomize;

import java.util.Map;

/// What annotations or labels of one managed object change about its handling.
///
/// @param prune whether it may be deleted when it leaves the build
/// @param reconcile whether it is handled at all
/// @param mode how it is applied
/// @param force whether it is deleted and re-created when a change is refused
/// @param substitute whether variables in it are replaced
/// @param decrypt whether encrypted values in it are decrypted
public record ObjectSwitches(
        boolean prune,
        boolean reconcile,
        ApplyMode mode,
        boolean force,
        boolean substitute,
        boolean decrypt) {
    public static final String PRUNE = "kustomize.toolkit.fluxcd.io/prune";
    public static final String RECONCILE = "kustomize.toolkit.fluxcd.io/reconcile";
    public static final String SSA = "kustomize.toolkit.fluxcd.io/ssa";
    public static final String FORCE = "kustomize.toolkit.fluxcd.io/force";
    public static final String SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute";
    public static final String DECRYPT = "kustomize.toolkit.fluxcd.io/decrypt";
    public static final String DISABLED = "disabled";
    public static final String ENABLED = "enabled";

    /// How an object is applied.
    public enum ApplyMode {
        /// Our fields win; the default.
        OVERRIDE,
        /// Fields of other managers stay.
        MERGE,
        /// Created, never changed.
        IF_NOT_PRESENT,
        /// Left alone.
        IGNORE
    }

    /// The switches an object carries; a label counts as well as an annotation. Of two modes the
    /// annotation's holds.
    public static ObjectSwitches of(Map<String, String> labels, Map<String, String> annotations) {
        return new ObjectSwitches(
                !says(labels, annotations, PRUNE, DISABLED),
                !says(labels, annotations, RECONCILE, DISABLED),
                mode(either(labels, annotations, SSA)),
                says(labels, annotations, FORCE, ENABLED),
                !DISABLED.equals(annotations.get(SUBSTITUTE))
                        && !DISABLED.equals(labels.get(SUBSTITUTE)),
                !DISABLED.equalsIgnoreCase(annotations.getOrDefault(DECRYPT, "")));
    }

    private static boolean says(
            Map<String, String> labels, Map<String, String> annotations, String key, String value) {
        return value.equalsIgnoreCase(annotations.get(key))
                || value.equalsIgnoreCase(labels.get(key));
    }

    private static String either(
            Map<String, String> labels, Map<String, String> annotations, String key) {
        var annotation = annotations.get(key);
        return annotation != null ? annotation : labels.getOrDefault(key, "");
    }

    private static ApplyMode mode(String value) {
        if (value.equalsIgnoreCase("Merge")) {
            return ApplyMode.MERGE;
        }
        if (value.equalsIgnoreCase("IfNotPresent")) {
            return ApplyMode.IF_NOT_PRESENT;
        }
        return value.equalsIgnoreCase("Ignore") ? ApplyMode.IGNORE : ApplyMode.OVERRIDE;
    }
}
