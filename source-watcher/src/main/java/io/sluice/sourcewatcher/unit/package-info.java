/// Units as pure state: when to ask for which, or why it has to wait.
@NullMarked
package io.sluice.sourcewatcher.unit;

import org.jspecify.annotations.NullMarked;
