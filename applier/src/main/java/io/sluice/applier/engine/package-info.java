/// Runs the units: one actor each, plans carried out against ports.
@NullMarked
package io.sluice.applier.engine;

import org.jspecify.annotations.NullMarked;
