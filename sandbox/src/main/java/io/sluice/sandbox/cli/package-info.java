/// The launcher's verbs.
@NullMarked
package io.sluice.sandbox.cli;

import org.jspecify.annotations.NullMarked;
