/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.health;

import org.jspecify.annotations.NullMarked;
