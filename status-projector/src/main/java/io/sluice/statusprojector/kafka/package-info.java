/// Reads the log: the follower behind the projection, the group behind the effects.
@NullMarked
package io.sluice.statusprojector.kafka;

import org.jspecify.annotations.NullMarked;
