package io.sluice.statusprojector.projection;

import io.sluice.events.wire.Topic;

/// Where a record lies in the log.
public record Position(Topic topic, int partition, long offset) {}
