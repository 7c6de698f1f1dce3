/// Tests of sealing.
@NullMarked
package io.sluice.events.seal;

import org.jspecify.annotations.NullMarked;
