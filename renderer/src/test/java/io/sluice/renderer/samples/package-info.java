/// Tests.
@NullMarked
package io.sluice.renderer.samples;

import org.jspecify.annotations.NullMarked;
