/// Tests of remotes, mirrors and packing.
@NullMarked
package io.sluice.sourcewatcher.git;

import org.jspecify.annotations.NullMarked;
