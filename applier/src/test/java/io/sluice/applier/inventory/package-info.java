/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.inventory;

import org.jspecify.annotations.NullMarked;
