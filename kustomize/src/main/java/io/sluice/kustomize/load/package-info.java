/// Reading files: what may be read, and a record of what was.
@NullMarked
package io.sluice.kustomize.load;

import org.jspecify.annotations.NullMarked;
