/// Tests of the artifact store.
@NullMarked
package io.sluice.sourcewatcher.store;

import org.jspecify.annotations.NullMarked;
