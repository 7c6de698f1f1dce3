package io.sluice.api.meta;

/// The paths behind the columns `kubectl get` shows for every kind.
public final class PrinterColumns {
    public static final String AGE = ".metadata.creationTimestamp";
    public static final String READY = ".status.conditions[?(@.type==\"Ready\")].status";
    public static final String STATUS = ".status.conditions[?(@.type==\"Ready\")].message";

    private PrinterColumns() {}
}
