/// The rules between the services as pure state machines (protocol 2 to 6).
@NullMarked
package io.sluice.events.protocol;

import org.jspecify.annotations.NullMarked;
