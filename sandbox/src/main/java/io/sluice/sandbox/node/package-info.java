/// The sandbox as a node of its cluster: its processes are running Pods with logs.
@NullMarked
package io.sluice.sandbox.node;

import org.jspecify.annotations.NullMarked;
