/// The rules themselves, on statuses that break them.
@NullMarked
package io.sluice.sandbox.kstatus;

import org.jspecify.annotations.NullMarked;
