/// The sandbox as a node of its cluster.
@NullMarked
package io.sluice.sandbox.node;

import org.jspecify.annotations.NullMarked;
