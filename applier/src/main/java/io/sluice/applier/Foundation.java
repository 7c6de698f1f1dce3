package io.sluice.applier;

import io.sluice.api.keys.KeyRing;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/// Makes the codec of the log, once identity and keys are there.
@Singleton
final class Foundation {

    private final CompletableFuture<EventCodec> codec = new CompletableFuture<>();

    void lay(ApplierConfig config, String clusterUid, KeyRing signing) {
        codec.complete(
                new EventCodec(
                        config.topicPrefix(),
                        new Partitions(config.partitions()),
                        clusterUid,
                        new SigningKeys(signing.currentId(), signing.keys())));
    }

    /// The codec; asked for only after it was laid.
    @Produces
    @Singleton
    EventCodec codec() {
        return codec.resultNow();
    }
}
