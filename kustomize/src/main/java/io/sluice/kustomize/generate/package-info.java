/// Generators of config maps, secrets and service accounts.
@NullMarked
package io.sluice.kustomize.generate;

import org.jspecify.annotations.NullMarked;
