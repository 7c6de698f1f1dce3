/// ConfigMaps and Secrets with variables, and the keys of the log.
@NullMarked
package io.sluice.renderer.kubernetes;

import org.jspecify.annotations.NullMarked;
