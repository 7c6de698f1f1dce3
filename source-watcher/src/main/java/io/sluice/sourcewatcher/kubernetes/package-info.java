/// Declarations, references and the Lease, as the API server has them.
@NullMarked
package io.sluice.sourcewatcher.kubernetes;

import org.jspecify.annotations.NullMarked;
