/// What the services share through the cluster itself: signing and sealing keys, its identity.
@NullMarked
package io.sluice.api.keys;

import org.jspecify.annotations.NullMarked;
