/// Tests of the rules, and a simulation of all of them together.
@NullMarked
package io.sluice.events.protocol;

import org.jspecify.annotations.NullMarked;
