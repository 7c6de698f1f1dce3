/// Kinds that follow image tags and write them to Git: `image.toolkit.fluxcd.io`.
@NullMarked
package io.sluice.api.image;

import org.jspecify.annotations.NullMarked;
