/// What users are told, and that they are told it once.
@NullMarked
package io.sluice.statusprojector.kubernetes;

import org.jspecify.annotations.NullMarked;
