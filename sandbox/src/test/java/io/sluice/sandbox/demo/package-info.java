/// The whole product on real parts: what the demo shows, asserted, and what may go wrong.
@NullMarked
package io.sluice.sandbox.demo;

import org.jspecify.annotations.NullMarked;
