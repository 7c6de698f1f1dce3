/// Kinds that say where desired state comes from: `source.toolkit.fluxcd.io`.
@NullMarked
package io.sluice.api.source;

import org.jspecify.annotations.NullMarked;
