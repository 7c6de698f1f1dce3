package io.sluice.sandbox.kafka;

import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import io.sluice.sandbox.process.JavaCommand;
import io.sluice.sandbox.process.Ports;
import io.sluice.sandbox.process.StartCaches;
import io.sluice.sandbox.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One Kafka broker (KRaft, controller and broker in one) in a JVM of its own.
///
/// Its ports stay the same over `kill()`, `loseData()` and `restart()`. Topics are not made by use.
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx256m", "-Xms64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final WorkDirectory directory;
    private final StartCaches caches;
    private final int port;
    private final int controllerPort;
    private Child process;

    private KafkaBroker(WorkDirectory directory, StartCaches caches, int port, int controllerPort) {
        this.directory = directory;
        this.caches = caches;
        this.port = port;
        this.controllerPort = controllerPort;
        this.process = launch();
    }

    /// A broker with its data in a temporary folder, on free ports.
    public static KafkaBroker start() {
        return start(Optional.empty(), 0);
    }

    /// A broker with its data in the folder (temporary if empty), on the port (free if 0).
    public static KafkaBroker start(Optional<Path> directory, int port) {
        return start(directory, port, StartCaches.none());
    }

    /// The same, with a cache for its JVM.
    public static KafkaBroker start(Optional<Path> directory, int port, StartCaches caches) {
        var work = WorkDirectory.of(directory, "kafka");
        try {
            return new KafkaBroker(work, caches, Ports.orFree(port), Ports.free());
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
    }

    /// What clients connect to.
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// The process, to suspend or to measure.
    public Child process() {
        return process;
    }

    /// `kill -9`; the data stays.
    public void kill() {
        process.kill();
    }

    /// `kill -9`, and the data is gone too.
    public void loseData() {
        kill();
        WorkDirectory.delete(data());
    }

    /// Starts it again, after `kill()` or `loseData()`.
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        if (caches.recording()) {
            process.stop(StartCaches.WRITING);
        } else {
            process.kill();
        }
        directory.close();
    }

    private Path data() {
        return directory.path().resolve("kafka").resolve("data");
    }

    private Child launch() {
        Path properties = directory.path().resolve("kafka").resolve("server.properties");
        try {
            Files.createDirectories(properties.getParent());
            Files.writeString(properties, settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(caches.options("kafka", JVM_OPTIONS, StartCaches.ownClassPath()));
        options.add("-Dkafka.logs.dir=" + directory.path());
        List<String> line =
                JavaCommand.ofClass(
                        BrokerMain.class,
                        options,
                        List.of(properties.toString(), data().toString()));
        Path log = directory.path().resolve("logs").resolve("kafka.log");
        Child started = Child.start(Command.of("kafka", line, directory.path(), log));
        try {
            started.awaitReady(() -> Greeting.isAnswered(port), START);
            return started;
        } catch (RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    private String settings() {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=BROKER://127.0.0.1:%1$d
        listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=BROKER
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        broker.heartbeat.interval.ms=500
        broker.session.timeout.ms=3000
        log.cleaner.dedupe.buffer.size=16777216
        """
                .formatted(port, controllerPort, data());
    }
}
