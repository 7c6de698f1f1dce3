/// What a service says of its work on its console: one line of JSON each, with the keys `flux logs` reads.
@NullMarked
package io.sluice.events.console;

import org.jspecify.annotations.NullMarked;
