/// The kind that releases charts: `helm.toolkit.fluxcd.io`.
@NullMarked
package io.sluice.api.helm;

import org.jspecify.annotations.NullMarked;
