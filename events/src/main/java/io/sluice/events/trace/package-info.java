/// Traces: how long the parts of a commit's way took, for who collects OpenTelemetry's spans.
@NullMarked
package io.sluice.events.trace;

import org.jspecify.annotations.NullMarked;
