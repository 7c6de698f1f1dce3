/// The kind that says what to apply and how: `kustomize.toolkit.fluxcd.io`.
@NullMarked
package io.sluice.api.kustomize;

import org.jspecify.annotations.NullMarked;
