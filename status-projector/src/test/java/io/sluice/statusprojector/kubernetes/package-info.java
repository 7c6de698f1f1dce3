/// What is asked of the API server.
@NullMarked
package io.sluice.statusprojector.kubernetes;

import org.jspecify.annotations.NullMarked;
