package io.sluice.sandbox.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/// The broker's JVM: formats an empty data folder, then is Kafka.
///
/// It ends when its standard input does: then the process that started it is gone.
public final class BrokerMain {

    private BrokerMain() {}

    /// Runs the broker.
    ///
    /// @param arguments the properties file, the data folder
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("parent-watch").start(BrokerMain::endWithParent);
        String properties = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            int code =
                    StorageTool.execute(
                            new String[] {
                                "format", "-t", Uuid.randomUuid().toString(), "-c", properties
                            },
                            System.out);
            if (code != 0) {
                System.exit(code);
            }
        }
        Kafka.main(new String[] {properties});
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // the pipe broke: the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
