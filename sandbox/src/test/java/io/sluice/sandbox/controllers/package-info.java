/// The whole of Sluice beside Kubernetes' own controllers.
@NullMarked
package io.sluice.sandbox.controllers;

import org.jspecify.annotations.NullMarked;
