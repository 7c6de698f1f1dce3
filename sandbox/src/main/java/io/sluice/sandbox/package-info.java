/// A real platform on one machine: control plane, broker, git server and the four services.
@NullMarked
package io.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
