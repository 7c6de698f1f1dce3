/// Tests of the package of the same name.
@NullMarked
package io.sluice.events.trace;

import org.jspecify.annotations.NullMarked;
