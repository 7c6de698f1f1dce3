package io.sluice.statusprojector.http;

import io.sluice.events.protocol.Readiness;

/// Readiness in the words of the `Ready` condition.
record ReadyJson(String status, String reason, String message) {

    static ReadyJson of(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready ready ->
                    new ReadyJson(
                            "True",
                            "ReconciliationSucceeded",
                            "Applied revision: " + ready.revision());
            case Readiness.NotReady failed ->
                    new ReadyJson("False", failed.reason(), failed.message());
            case Readiness.Unknown unknown ->
                    new ReadyJson("Unknown", unknown.reason(), unknown.message());
        };
    }

    static boolean isStalled(Readiness readiness) {
        return readiness instanceof Readiness.NotReady failed && failed.stalled();
    }
}
