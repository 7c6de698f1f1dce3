/// Recorded builds of the reference, repeated.
@NullMarked
package io.sluice.kustomize.probes;

import org.jspecify.annotations.NullMarked;
