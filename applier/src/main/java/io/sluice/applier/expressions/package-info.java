/// The users' own words on health and readiness: expressions in CEL. Pure.
@NullMarked
package io.sluice.applier.expressions;

import org.jspecify.annotations.NullMarked;
