/// Tests of the whole service on real parts, and what they share.
@NullMarked
package io.sluice.statusprojector;

import org.jspecify.annotations.NullMarked;
