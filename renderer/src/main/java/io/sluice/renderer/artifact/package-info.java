/// Artifacts, fetched once, verified, unpacked under hard limits.
@NullMarked
package io.sluice.renderer.artifact;

import org.jspecify.annotations.NullMarked;
