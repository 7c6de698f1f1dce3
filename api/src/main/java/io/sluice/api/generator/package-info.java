/// The kind that cuts artifacts out of others: `source.extensions.fluxcd.io`.
@NullMarked
package io.sluice.api.generator;

import org.jspecify.annotations.NullMarked;
