/// The renderer's wiring: configuration, beans, health.
@NullMarked
package io.sluice.renderer;

import org.jspecify.annotations.NullMarked;
