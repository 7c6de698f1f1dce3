/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.dependencies;

import org.jspecify.annotations.NullMarked;
