/// What has to be applied and deleted, in which order. Pure.
@NullMarked
package io.sluice.applier.plan;

import org.jspecify.annotations.NullMarked;
