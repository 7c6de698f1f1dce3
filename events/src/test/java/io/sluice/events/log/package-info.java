/// Tests of the log on a real broker.
@NullMarked
package io.sluice.events.log;

import org.jspecify.annotations.NullMarked;
