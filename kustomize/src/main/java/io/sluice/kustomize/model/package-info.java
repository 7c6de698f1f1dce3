/// The kustomization file: its fields, decoded as strictly as Kustomize decodes them.
@NullMarked
package io.sluice.kustomize.model;

import org.jspecify.annotations.NullMarked;
