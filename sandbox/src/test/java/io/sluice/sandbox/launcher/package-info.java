/// The script at the top of the repository.
@NullMarked
package io.sluice.sandbox.launcher;

import org.jspecify.annotations.NullMarked;
