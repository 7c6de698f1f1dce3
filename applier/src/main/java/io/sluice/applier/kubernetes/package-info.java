/// The API server: requests, discovery, watches.
@NullMarked
package io.sluice.applier.kubernetes;

import org.jspecify.annotations.NullMarked;
