/// Tests of units.
@NullMarked
package io.sluice.sourcewatcher.unit;

import org.jspecify.annotations.NullMarked;
