/// What a build looked at, and whether it still looks the same.
@NullMarked
package io.sluice.renderer.inputs;

import org.jspecify.annotations.NullMarked;
