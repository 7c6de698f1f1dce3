/// Strategic merge: a patch that looks like the object.
@NullMarked
package io.sluice.kustomize.merge;

import org.jspecify.annotations.NullMarked;
