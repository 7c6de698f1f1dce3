/// Bare repositories over smart HTTP on loopback.
@NullMarked
package io.sluice.sandbox.git;

import org.jspecify.annotations.NullMarked;
