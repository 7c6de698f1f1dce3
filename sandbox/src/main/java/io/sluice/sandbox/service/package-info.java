/// The four services as separate processes, each under its own account.
@NullMarked
package io.sluice.sandbox.service;

import org.jspecify.annotations.NullMarked;
