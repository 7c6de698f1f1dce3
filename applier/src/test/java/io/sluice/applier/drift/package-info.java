/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.drift;

import org.jspecify.annotations.NullMarked;
