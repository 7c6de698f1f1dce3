/// JSON 6902 patches and the selectors of patches.
@NullMarked
package io.sluice.kustomize.patch;

import org.jspecify.annotations.NullMarked;
