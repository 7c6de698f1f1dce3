/// The build itself: what is accumulated in which order.
@NullMarked
package io.sluice.kustomize.build;

import org.jspecify.annotations.NullMarked;
