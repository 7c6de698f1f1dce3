package io.sluice.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder of caches that let JVMs start with their classes loaded and linked (JEP 483, 514, 515).
///
/// A cache is written by a JVM that ends in its own time, in a training run, and read by later ones.
/// Its name tells what it was made from: the JVM, its options, and its jars. One that does not fit
/// is not used, and a JVM without one starts as ever, only slower.
///
/// @param folder of the caches; without one there are none
/// @param recording whether the JVMs write caches instead of reading them
public record StartCaches(Optional<Path> folder, boolean recording) {

    /// How long a JVM may take to write its cache when it ends.
    public static final Duration WRITING = Duration.ofMinutes(2);

    private static final String DRAFT = ".draft";
    private static final String SUFFIX = ".aot";

    /// No caches.
    public static StartCaches none() {
        return new StartCaches(Optional.empty(), false);
    }

    /// The caches that a checkout keeps of what was built in it.
    public static StartCaches of(Path home, boolean recording) {
        return new StartCaches(Optional.of(home.resolve("target").resolve("aot")), recording);
    }

    /// Options for a JVM that runs these jars with these other options; none when it has no cache.
    public List<String> options(String name, List<String> others, List<Path> jars) {
        // A JVM caches nothing when there is a folder on its class path.
        if (folder.isEmpty() || !jars.stream().allMatch(Files::isRegularFile)) {
            return List.of();
        }
        Path cache = folder.get().resolve(name + "-" + key(others, jars) + SUFFIX);
        if (recording) {
            return List.of("-XX:AOTCacheOutput=" + cache + DRAFT, "-Xlog:aot*=off");
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off") : List.of();
    }

    /// The jars on this JVM's class path, which it passes on.
    public static List<Path> ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /// The jars below a folder.
    public static List<Path> jarsBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts into use what a training run has written; call it when its JVMs have ended.
    ///
    /// @return the caches
    public List<Path> publish() {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX + DRAFT))
                    .sorted()
                    .map(StartCaches::publish)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path publish(Path draft) {
        String name = draft.getFileName().toString();
        try {
            return Files.move(
                    draft, draft.resolveSibling(name.substring(0, name.length() - DRAFT.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Size and time stand for a jar's content, as they do for the JVM itself.
    private static String key(List<String> options, List<Path> jars) {
        var text = new StringBuilder(System.getProperty("java.home"));
        text.append('\n').append(System.getProperty("java.vm.version"));
        options.forEach(option -> text.append('\n').append(option));
        try {
            for (Path jar : jars) {
                text.append('\n').append(jar).append(' ').append(Files.size(jar));
                text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
            }
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
