/// Tests of the decisions.
@NullMarked
package io.sluice.sourcewatcher.watch;

import org.jspecify.annotations.NullMarked;
