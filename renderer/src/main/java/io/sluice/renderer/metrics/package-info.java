/// What is counted.
@NullMarked
package io.sluice.renderer.metrics;

import org.jspecify.annotations.NullMarked;
