package io.sluice.sandbox.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines that start another JVM: the same JDK as this one's.
public final class JavaCommand {

    private JavaCommand() {}

    /// A class from this JVM's class path.
    public static List<String> ofClass(
            Class<?> main, List<String> options, List<String> arguments) {
        var line = new ArrayList<String>();
        line.add(java());
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(arguments);
        return line;
    }

    /// A runnable jar.
    public static List<String> ofJar(Path jar, List<String> options) {
        var line = new ArrayList<String>();
        line.add(java());
        line.addAll(options);
        line.addAll(List.of("-jar", jar.toString()));
        return line;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
