package io.sluice.renderer;

import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.SigningKeys;
import io.sluice.renderer.kubernetes.Keys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/// What must be there before anything can be read or written: keys and identity.
@Singleton
final class Foundation {

    private final RendererConfig config;
    private final CompletableFuture<Keys> keys = new CompletableFuture<>();

    Foundation(RendererConfig config) {
        this.config = config;
    }

    void lay(Keys found) {
        keys.complete(found);
    }

    /// The codec of the log; asked for only when the keys are there.
    @Produces
    @Singleton
    EventCodec codec() {
        Keys found = keys.getNow(null);
        if (found == null) {
            throw new IllegalStateException("the keys of the log are not read yet");
        }
        return new EventCodec(
                config.topicPrefix(),
                new Partitions(config.partitions()),
                found.clusterUid(),
                new SigningKeys(found.signing().currentId(), found.signing().keys()));
    }
}
