/// Random failures against the whole platform: planned purely from a seed, then carried out, then
/// judged by what the API server says.
@NullMarked
package io.sluice.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
