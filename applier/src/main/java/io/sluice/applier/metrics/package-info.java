/// What the applier counts.
@NullMarked
package io.sluice.applier.metrics;

import org.jspecify.annotations.NullMarked;
