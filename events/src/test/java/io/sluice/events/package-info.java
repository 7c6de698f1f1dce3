/// Tests of the facts.
@NullMarked
package io.sluice.events;

import org.jspecify.annotations.NullMarked;
