/// Random builds, compared with a reference binary where one is given.
@NullMarked
package io.sluice.kustomize.differential;

import org.jspecify.annotations.NullMarked;
