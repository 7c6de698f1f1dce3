/// Which units wait for which. Pure.
@NullMarked
package io.sluice.applier.dependencies;

import org.jspecify.annotations.NullMarked;
