/// A real etcd and kube-apiserver: found or built, started, and reached as any account.
@NullMarked
package io.sluice.sandbox.controlplane;

import org.jspecify.annotations.NullMarked;
