/// Whether live objects are healthy. Pure.
@NullMarked
package io.sluice.applier.health;

import org.jspecify.annotations.NullMarked;
