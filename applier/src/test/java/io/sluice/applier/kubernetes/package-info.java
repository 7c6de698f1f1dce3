/// Tests of the package.
@NullMarked
package io.sluice.applier.kubernetes;

import org.jspecify.annotations.NullMarked;
