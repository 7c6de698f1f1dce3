/// The log itself: consuming by key, following whole topics, publishing.
@NullMarked
package io.sluice.events.log;

import org.jspecify.annotations.NullMarked;
