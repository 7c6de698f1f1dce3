/// Tests of sources.
@NullMarked
package io.sluice.sourcewatcher.source;

import org.jspecify.annotations.NullMarked;
