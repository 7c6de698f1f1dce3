/// The log as the source-watcher writes and watches it.
@NullMarked
package io.sluice.sourcewatcher.kafka;

import org.jspecify.annotations.NullMarked;
