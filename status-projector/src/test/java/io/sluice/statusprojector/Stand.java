package io.sluice.statusprojector;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.sandbox.kstatus.StatusRecorder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A platform with a hand that writes its log, a witness of every status, and a service that may be
/// begun again.
final class Stand implements AutoCloseable {
    private final Platform platform = new Platform();
    private final KubernetesClient client = platform.client();
    private final LogWriter log = platform.log();
    private final StatusRecorder statuses = StatusRecorder.watching(client);
    private final Path serviceLog;
    private @Nullable RunningService last;

    /// @param serviceLog what the services write is appended here
    Stand(Path serviceLog) throws Exception {
        this.serviceLog = serviceLog;
    }

    KubernetesClient client() {
        return client;
    }

    LogWriter log() {
        return log;
    }

    StatusRecorder statuses() {
        return statuses;
    }

    Units units() {
        return new Units(platform, log);
    }

    /// Starts a service; returns at once.
    RunningService begin() {
        RunningService started = RunningService.start(platform, serviceLog);
        last = started;
        return started;
    }

    @Override
    public void close() {
        if (last != null) {
            last.kill();
        }
        statuses.close();
        log.close();
        platform.close();
    }
}
