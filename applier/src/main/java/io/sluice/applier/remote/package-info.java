/// Kubeconfigs of other clusters: what of them is used, and what is refused.
@NullMarked
package io.sluice.applier.remote;

import org.jspecify.annotations.NullMarked;
