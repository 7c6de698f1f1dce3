/// The real `flux` command line against the sandbox.
@org.jspecify.annotations.NullMarked
package io.sluice.sandbox.flux;
