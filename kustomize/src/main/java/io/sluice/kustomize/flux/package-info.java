/// What Flux does to a directory before it builds it.
@NullMarked
package io.sluice.kustomize.flux;

import org.jspecify.annotations.NullMarked;
