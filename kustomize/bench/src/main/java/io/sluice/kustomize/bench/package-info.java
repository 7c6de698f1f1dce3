/// Builds per second, beside the Go library on the same inputs.
package io.sluice.kustomize.bench;
