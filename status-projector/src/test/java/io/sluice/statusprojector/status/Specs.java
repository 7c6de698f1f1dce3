package io.sluice.statusprojector.status;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Specs as users write them.
public final class Specs {
    private Specs() {}

    public static KustomizationSpec unit() {
        return read(
                """
                {"interval": "10m", "timeout": "5m", "prune": true,
                 "sourceRef": {"kind": "GitRepository", "name": "web"}}
                """,
                KustomizationSpec.class);
    }

    public static GitRepositorySpec source() {
        return read(
                """
                {"interval": "1m", "url": "https://git.example.com/web.git",
                 "ref": {"branch": "main"}, "ignore": "*.md"}
                """,
                GitRepositorySpec.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
