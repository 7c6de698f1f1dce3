/// From a unit's spec and its artifact's files to objects.
@NullMarked
package io.sluice.renderer.build;

import org.jspecify.annotations.NullMarked;
