package io.sluice.events.console;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.jboss.logmanager.handlers.FileHandler;

/// Gives the handlers of a service their form: JSON in log files always, on the console unless
/// `sluice.log.console` says `plain`.
///
/// It comes into force when the service starts; the framework's own lines before that stay plain,
/// and `flux logs` passes over them.
@Singleton
public final class Console {

    private final boolean plain;

    /// The console of a service.
    @Inject
    public Console(
            @ConfigProperty(name = "sluice.log.console", defaultValue = "json") String form) {
        this.plain =
                switch (form) {
                    case "plain" -> true;
                    case "json" -> false;
                    default ->
                            throw new IllegalArgumentException(
                                    "sluice.log.console (SLUICE_LOG_CONSOLE) is json or plain, not "
                                            + form);
                };
    }

    void start(@Observes Startup started) {
        shape(LogContext.getLogContext().getLogger("").getHandlers());
    }

    private void shape(Handler[] handlers) {
        for (Handler handler : handlers) {
            switch (handler) {
                case ConsoleHandler console when !plain ->
                        console.setFormatter(new JsonFormatter());
                case FileHandler file -> file.setFormatter(new JsonFormatter());
                case ExtHandler outer -> shape(outer.getHandlers());
                default -> {}
            }
        }
    }
}
