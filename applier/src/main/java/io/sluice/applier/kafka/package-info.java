/// The log: desired states in, outcomes and drift out.
@NullMarked
package io.sluice.applier.kafka;

import org.jspecify.annotations.NullMarked;
