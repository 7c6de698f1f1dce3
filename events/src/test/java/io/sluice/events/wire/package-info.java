/// Tests of the wire.
@NullMarked
package io.sluice.events.wire;

import org.jspecify.annotations.NullMarked;
