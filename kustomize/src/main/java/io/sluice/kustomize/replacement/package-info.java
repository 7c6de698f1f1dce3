/// Replacements: values copied from one resource's field into others'.
@NullMarked
package io.sluice.kustomize.replacement;

import org.jspecify.annotations.NullMarked;
