/// Sources as pure state: when to check which, and what to announce of it.
@NullMarked
package io.sluice.sourcewatcher.source;

import org.jspecify.annotations.NullMarked;
