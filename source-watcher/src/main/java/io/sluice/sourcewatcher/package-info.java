/// The wiring of the source-watcher: leadership, the event loop, configuration, health.
@NullMarked
package io.sluice.sourcewatcher;

import org.jspecify.annotations.NullMarked;
