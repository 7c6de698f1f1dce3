/// What every Flux kind shares: conditions, artifacts, inventories, references, well-known names.
@NullMarked
package io.sluice.api.meta;

import org.jspecify.annotations.NullMarked;
