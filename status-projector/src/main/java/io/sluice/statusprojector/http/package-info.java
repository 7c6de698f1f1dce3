/// The read model for people and programs: REST and server-sent events.
@NullMarked
package io.sluice.statusprojector.http;

import org.jspecify.annotations.NullMarked;
