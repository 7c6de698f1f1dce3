/// Variables in finished manifests.
@NullMarked
package io.sluice.renderer.substitution;

import org.jspecify.annotations.NullMarked;
