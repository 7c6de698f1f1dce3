/// Fetches artifacts over HTTP.
@NullMarked
package io.sluice.renderer.http;

import org.jspecify.annotations.NullMarked;
