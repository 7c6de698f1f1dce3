/// Pure: what the status of a resource shall say, as Flux would say it.
@NullMarked
package io.sluice.statusprojector.status;

import org.jspecify.annotations.NullMarked;
