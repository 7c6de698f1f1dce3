/// The facts that travel between the services: one record per fact, one key per slot.
@NullMarked
package io.sluice.events;

import org.jspecify.annotations.NullMarked;
