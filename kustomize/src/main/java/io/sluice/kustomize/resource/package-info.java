/// Resources, their identities and their histories.
@NullMarked
package io.sluice.kustomize.resource;

import org.jspecify.annotations.NullMarked;
