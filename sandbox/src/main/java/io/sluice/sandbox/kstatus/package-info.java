/// Watches what is written into the statuses of Flux's kinds, and judges it by the rules that tools
/// which know nothing of Flux rely on.
@NullMarked
package io.sluice.sandbox.kstatus;

import org.jspecify.annotations.NullMarked;
