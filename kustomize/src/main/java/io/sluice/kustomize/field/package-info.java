/// Field specs: which fields of which types a transformer touches.
@NullMarked
package io.sluice.kustomize.field;

import org.jspecify.annotations.NullMarked;
