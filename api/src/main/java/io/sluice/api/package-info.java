/// The Kubernetes resources users write: Flux's kinds as Java types.
@NullMarked
package io.sluice.api;

import org.jspecify.annotations.NullMarked;
