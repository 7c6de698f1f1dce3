/// Serves the artifacts.
@NullMarked
package io.sluice.sourcewatcher.http;

import org.jspecify.annotations.NullMarked;
