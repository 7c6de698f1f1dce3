/// Requests in, answers out.
@NullMarked
package io.sluice.renderer.kafka;

import org.jspecify.annotations.NullMarked;
