/// The definitions the API server needs to serve our kinds.
@NullMarked
package io.sluice.api.crd;

import org.jspecify.annotations.NullMarked;
