/// Switching a cluster from the real Flux controllers to Sluice, and back.
@NullMarked
package io.sluice.sandbox.takeover;

import org.jspecify.annotations.NullMarked;
