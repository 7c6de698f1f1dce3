/// Tests of the package of the same name.
@NullMarked
package io.sluice.applier.plan;

import org.jspecify.annotations.NullMarked;
