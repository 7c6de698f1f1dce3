/// Fetches what kustomizations name by URL, over HTTP(S) and from public addresses only.
@NullMarked
package io.sluice.renderer.remote;

import org.jspecify.annotations.NullMarked;
