/// The transformers: one a class, each over all resources.
@NullMarked
package io.sluice.kustomize.transform;

import org.jspecify.annotations.NullMarked;
