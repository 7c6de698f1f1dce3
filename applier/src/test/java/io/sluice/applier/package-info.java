/// Tests of the applier's behaviours on a real API server.
@NullMarked
package io.sluice.applier;

import org.jspecify.annotations.NullMarked;
