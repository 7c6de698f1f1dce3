package io.sluice.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test during which a status was written that breaks Flux's rules, or for nothing.
final class GoodStatuses implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(SharedSandbox.statuses().takeBroken()).isEmpty();
    }
}
