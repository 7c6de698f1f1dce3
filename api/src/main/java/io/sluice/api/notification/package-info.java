/// Kinds about events, out and in: `notification.toolkit.fluxcd.io`.
@NullMarked
package io.sluice.api.notification;

import org.jspecify.annotations.NullMarked;
