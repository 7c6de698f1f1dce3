package io.sluice.statusprojector;

import io.sluice.statusprojector.kafka.NoticeConsumer;
import java.time.Duration;
import java.util.List;

/// The groups that tell what topics beside the outcomes say.
record NoticeConsumers(List<NoticeConsumer> all) {

    void start() {
        all.forEach(NoticeConsumer::start);
    }

    boolean isTurning(Duration within) {
        return all.stream().allMatch(consumer -> consumer.isTurning(within));
    }

    void close() {
        all.forEach(NoticeConsumer::close);
    }
}
