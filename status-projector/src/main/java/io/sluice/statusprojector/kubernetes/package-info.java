/// The custom resources in the cluster: watched, and their status written.
@NullMarked
package io.sluice.statusprojector.kubernetes;

import org.jspecify.annotations.NullMarked;
