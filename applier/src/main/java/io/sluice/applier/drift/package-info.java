/// Which live values are ours, and whether they still are what we wrote. Pure.
@NullMarked
package io.sluice.applier.drift;

import org.jspecify.annotations.NullMarked;
