/// Tests of the users' expressions.
@NullMarked
package io.sluice.applier.expressions;

import org.jspecify.annotations.NullMarked;
