/// What a build yields for the log: objects with digests, secrets sealed, the applier's part of the spec.
@NullMarked
package io.sluice.renderer.desiredstate;

import org.jspecify.annotations.NullMarked;
