/// The read model, without a broker.
@NullMarked
package io.sluice.statusprojector.projection;

import org.jspecify.annotations.NullMarked;
