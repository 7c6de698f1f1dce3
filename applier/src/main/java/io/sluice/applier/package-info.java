/// The applier: makes the live objects equal the desired state, and keeps them so. Wiring only.
@NullMarked
package io.sluice.applier;

import org.jspecify.annotations.NullMarked;
