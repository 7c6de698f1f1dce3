/// The command line `build`.
@NullMarked
package io.sluice.kustomize.cli;

import org.jspecify.annotations.NullMarked;
