/// What the services share of watching the cluster: how a watch reads, and what it keeps.
@NullMarked
package io.sluice.api.watch;

import org.jspecify.annotations.NullMarked;
