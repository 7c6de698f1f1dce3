/// The main job, told as a story: a commit converges a cluster, and what a user cares about after.
@NullMarked
package io.sluice.sandbox.demo;

import org.jspecify.annotations.NullMarked;
