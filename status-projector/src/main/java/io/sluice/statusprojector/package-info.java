/// The read side of Sluice: wiring only.
@NullMarked
package io.sluice.statusprojector;

import org.jspecify.annotations.NullMarked;
