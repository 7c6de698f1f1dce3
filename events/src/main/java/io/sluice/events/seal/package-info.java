/// Keeps the bodies of secrets unreadable in the log.
@NullMarked
package io.sluice.events.seal;

import org.jspecify.annotations.NullMarked;
