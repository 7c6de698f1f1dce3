/// Measures the pipeline on this machine; re-runnable, and never a test.
@NullMarked
package io.sluice.sandbox.bench;

import org.jspecify.annotations.NullMarked;
