/// When statuses are written, with a cluster in memory.
@NullMarked
package io.sluice.statusprojector.effects;

import org.jspecify.annotations.NullMarked;
