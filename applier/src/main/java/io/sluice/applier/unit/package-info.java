/// What a unit's declaration says, and what is to be done about it. Pure.
@NullMarked
package io.sluice.applier.unit;

import org.jspecify.annotations.NullMarked;
