/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.engine;

import org.jspecify.annotations.NullMarked;
