package io.sluice.sandbox.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to run: the line, what is added to the environment, where, and which file gets the output.
///
/// @param name what messages call it
public record Command(
        String name, List<String> line, Map<String, String> environment, Path directory, Path log) {

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /// A command that needs nothing in its environment.
    public static Command of(String name, List<String> line, Path directory, Path log) {
        return new Command(name, line, Map.of(), directory, log);
    }
}
