/// The objects a unit owns, as its status lists them. Pure.
@NullMarked
package io.sluice.applier.inventory;

import org.jspecify.annotations.NullMarked;
