/// What a request is answered with: the renderer's decisions, without any IO.
@NullMarked
package io.sluice.renderer.answers;

import org.jspecify.annotations.NullMarked;
