/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.unit;

import org.jspecify.annotations.NullMarked;
