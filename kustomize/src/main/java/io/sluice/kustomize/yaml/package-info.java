/// YAML as Kustomize reads and writes it: a node tree, two dialects, one exact emitter.
@NullMarked
package io.sluice.kustomize.yaml;

import org.jspecify.annotations.NullMarked;
