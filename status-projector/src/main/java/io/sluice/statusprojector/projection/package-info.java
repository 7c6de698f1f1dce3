/// Pure: what the log says of each unit and source, as a read model.
@NullMarked
package io.sluice.statusprojector.projection;

import org.jspecify.annotations.NullMarked;
