/// Pure: which facts of the log are told as Kubernetes Events, in Flux's words.
@NullMarked
package io.sluice.statusprojector.notice;

import org.jspecify.annotations.NullMarked;
