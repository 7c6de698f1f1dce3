/// When statuses are written: once per change, in order, never while nothing changed.
@NullMarked
package io.sluice.statusprojector.effects;

import org.jspecify.annotations.NullMarked;
