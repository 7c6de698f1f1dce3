/// Tests of reading declarations.
@NullMarked
package io.sluice.sourcewatcher.kubernetes;

import org.jspecify.annotations.NullMarked;
