package io.sluice.events.protocol;

import io.sluice.events.ApplySpec;
import io.sluice.events.Context;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RequestNumber;
import org.jspecify.annotations.Nullable;

/// What a unit shall be, put together from the records `K` and `K#confirmed` (protocol 3).
public sealed interface DesiredState {

    /// The newest request that named this desired state.
    RequestNumber request();

    /// Nothing is desired, so nothing is done; in particular nothing is deleted.
    record None() implements DesiredState {
        @Override
        public RequestNumber request() {
            return RequestNumber.NONE;
        }
    }

    /// Body and spec are there.
    ///
    /// @param context of the newest of the two records
    /// @param spec of the newest
    /// @param manifests the body, valid whatever its request
    record Complete(Context context, ApplySpec spec, ManifestsRendered manifests)
            implements DesiredState {
        @Override
        public RequestNumber request() {
            return context.request();
        }
    }

    /// A newer record confirms manifests that are not there.
    ///
    /// @param context of the newest record
    /// @param digest of the manifests that are missing
    record BodyMissing(Context context, String digest) implements DesiredState {
        @Override
        public RequestNumber request() {
            return context.request();
        }
    }

    /// Puts a desired state together.
    ///
    /// @param body the record under `K`, if any
    /// @param confirmed the record under `K#confirmed`, if any
    static DesiredState of(@Nullable Envelope body, @Nullable Envelope confirmed) {
        ManifestsRendered manifests =
                body != null && body.event() instanceof ManifestsRendered rendered
                        ? rendered
                        : null;
        DesiredStateConfirmed confirmation =
                confirmed != null && confirmed.event() instanceof DesiredStateConfirmed state
                        ? state
                        : null;
        if (body != null && manifests != null) {
            boolean bodyIsNewest =
                    confirmed == null
                            || confirmation == null
                            || body.request().covers(confirmed.request());
            if (bodyIsNewest) {
                return new Complete(body.context(), manifests.spec(), manifests);
            }
        }
        if (confirmed == null || confirmation == null) {
            return new None();
        }
        return manifests != null && manifests.digest().equals(confirmation.digest())
                ? new Complete(confirmed.context(), confirmation.spec(), manifests)
                : new BodyMissing(confirmed.context(), confirmation.digest());
    }
}
