/// The manifests in `deploy`, on a real API server.
@NullMarked
package io.sluice.sandbox.deploy;

import org.jspecify.annotations.NullMarked;
