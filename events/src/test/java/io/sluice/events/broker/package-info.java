/// A real broker for tests, of every module.
@NullMarked
package io.sluice.events.broker;

import org.jspecify.annotations.NullMarked;
