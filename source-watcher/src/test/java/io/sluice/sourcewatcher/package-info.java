/// Tests of the whole service, and what they need.
@NullMarked
package io.sluice.sourcewatcher;

import org.jspecify.annotations.NullMarked;
