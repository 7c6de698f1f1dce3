/// Tests of the package.
@NullMarked
package io.sluice.applier.remote;

import org.jspecify.annotations.NullMarked;
