/// The whole protocol in one thread: an in-memory log, a cluster of units, the services' rules, and
/// chance to interleave, restart, lose and delay them.
@NullMarked
package io.sluice.events.simulation;

import org.jspecify.annotations.NullMarked;
