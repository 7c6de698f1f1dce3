/// Tests of the engine's public face.
@NullMarked
package io.sluice.kustomize;

import org.jspecify.annotations.NullMarked;
