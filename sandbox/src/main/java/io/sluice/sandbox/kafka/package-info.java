/// One Kafka broker in a JVM of its own, which can be killed and can lose its data.
@NullMarked
package io.sluice.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
