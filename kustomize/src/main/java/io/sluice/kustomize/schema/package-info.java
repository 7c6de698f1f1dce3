/// What is known about types: which lists merge by key, which types have no namespaces.
@NullMarked
package io.sluice.kustomize.schema;

import org.jspecify.annotations.NullMarked;
