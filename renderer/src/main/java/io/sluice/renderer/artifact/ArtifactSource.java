package io.sluice.renderer.artifact;

import io.sluice.events.ArtifactReference;
import java.io.InputStream;

/// Where archives come from.
public interface ArtifactSource {

    /// Opens an archive; closing the stream ends the transfer.
    InputStream open(ArtifactReference artifact) throws ArtifactException, InterruptedException;
}
