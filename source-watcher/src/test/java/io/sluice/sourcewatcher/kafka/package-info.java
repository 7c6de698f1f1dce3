/// Tests of the package of the same name.
@NullMarked
package io.sluice.sourcewatcher.kafka;

import org.jspecify.annotations.NullMarked;
