/// How events look on the wire: topics, headers, JSON, signatures.
@NullMarked
package io.sluice.events.wire;

import org.jspecify.annotations.NullMarked;
