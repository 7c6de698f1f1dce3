/// Kustomize in pure Java: the public face of the engine.
@NullMarked
package io.sluice.kustomize;

import org.jspecify.annotations.NullMarked;
