/// The artifact store on disk.
@NullMarked
package io.sluice.sourcewatcher.store;

import org.jspecify.annotations.NullMarked;
