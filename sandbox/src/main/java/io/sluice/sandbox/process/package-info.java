/// Child processes: started, watched, paused, killed, and never left behind.
@NullMarked
package io.sluice.sandbox.process;

import org.jspecify.annotations.NullMarked;
