/// The pure whole: what comes in, what shall be done about it.
@NullMarked
package io.sluice.sourcewatcher.watch;

import org.jspecify.annotations.NullMarked;
