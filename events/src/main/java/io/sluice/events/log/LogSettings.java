package io.sluice.events.log;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// How to reach the log.
///
/// @param bootstrapServers `host:port,…`
/// @param prefix of the topics
/// @param clientId names the service to the broker
/// @param extra client settings of the user (TLS, SASL, …), by Kafka's names
public record LogSettings(
        String bootstrapServers, String prefix, String clientId, Map<String, String> extra) {

    public LogSettings {
        extra = new TreeMap<>(extra);
    }

    /// The settings of an admin client.
    public Properties admin() {
        Properties properties = new Properties();
        properties.putAll(extra);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-admin");
        properties.put("default.api.timeout.ms", "10000");
        properties.put("request.timeout.ms", "5000");
        backOffs(properties);
        return properties;
    }

    /// The settings of a consumer without a group.
    public Properties follower(String name) {
        Properties properties = new Properties();
        properties.putAll(extra);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-" + name);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "500");
        backOffs(properties);
        return properties;
    }

    /// The settings of a member of a group: classic protocol, cooperative-sticky (design 2).
    ///
    /// @param memberId stable name of the process, for static membership; empty for none
    public Properties member(String group, String memberId) {
        Properties properties = follower(group);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        if (!memberId.isEmpty()) {
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, memberId);
        }
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "15000");
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
        return properties;
    }

    private static void backOffs(Properties properties) {
        properties.put("reconnect.backoff.ms", "50");
        properties.put("reconnect.backoff.max.ms", "1000");
        properties.put("retry.backoff.max.ms", "1000");
    }
}
