package io.sluice.sourcewatcher.store;

import io.sluice.events.ArtifactReference;
import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.source.Revisions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The artifacts on disk, at Flux's paths: `gitrepository/<namespace>/<name>/<commit>.tar.gz`.
///
/// A file appears in one step, complete. Safe for several threads.
public final class ArtifactStore {

    private static final Pattern SERVED =
            Pattern.compile(
                    "gitrepository/[a-z0-9][-a-z0-9.]*/[a-z0-9][-a-z0-9.]*/[0-9a-f]{40,64}\\.tar\\.gz");
    private static final String UNFINISHED = ".unfinished";

    private final Settings settings;
    private final InstantSource clock;

    /// How the store is set up.
    ///
    /// @param directory it lives in
    /// @param url of its HTTP side, as seen by the services that fetch
    /// @param retained how many artifacts of a source stay at least
    /// @param retention how long every artifact stays at least
    public record Settings(Path directory, URI url, int retained, Duration retention) {}

    /// Writes what an artifact holds.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public ArtifactStore(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Stores the artifact of a revision; an artifact equal to the known one keeps its time.
    ///
    /// @param known what was stored before, if anything
    public ArtifactReference put(
            ResourceKey source, String revision, @Nullable ArtifactReference known, Content content)
            throws IOException {
        String path = pathOf(source) + "/" + Revisions.commit(revision) + ".tar.gz";
        Path file = settings.directory().resolve(path);
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), "artifact", UNFINISHED);
        try {
            MessageDigest digest = sha256();
            try (var out =
                    new BufferedOutputStream(
                            new DigestOutputStream(Files.newOutputStream(unfinished), digest))) {
                content.writeTo(out);
            }
            long size = Files.size(unfinished);
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            String url = settings.url() + (settings.url().toString().endsWith("/") ? "" : "/");
            var made =
                    new ArtifactReference(
                            url + path,
                            path,
                            revision,
                            "sha256:" + HexFormat.of().formatHex(digest.digest()),
                            size,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS),
                            new TreeMap<>());
            return known != null && Revisions.same(known, made) ? known : made;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Whether the artifact lies in the store.
    ///
    /// @param thorough whether to compare its digest, too
    public boolean holds(ArtifactReference artifact, boolean thorough) {
        Optional<Path> file = find(artifact.path());
        try {
            return file.isPresent()
                    && Files.size(file.get()) == artifact.size()
                    && (!thorough || digestOf(file.get()).equals(artifact.digest()));
        } catch (IOException _) {
            return false;
        }
    }

    /// Removes what is old and not among the newest of a source.
    public void collect(ResourceKey source) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(settings.directory().resolve(pathOf(source)))) {
            all.forEach(files::add);
        } catch (NoSuchFileException _) {
            return;
        }
        var times = new TreeMap<Path, FileTime>();
        for (Path file : files) {
            times.put(file, Files.getLastModifiedTime(file));
        }
        Instant oldest = clock.instant().minus(settings.retention());
        files.sort(Comparator.comparing(times::get, Comparator.reverseOrder()));
        for (Path file : files.subList(Math.min(settings.retained(), files.size()), files.size())) {
            FileTime time = times.get(file);
            if (time != null && time.toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Removes all artifacts of a source.
    public void discard(ResourceKey source) throws IOException {
        Path directory = settings.directory().resolve(pathOf(source));
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// The file at a path, if it is an artifact of this store.
    public Optional<Path> find(String path) {
        if (!SERVED.matcher(path).matches()) {
            return Optional.empty();
        }
        Path root = settings.directory().toAbsolutePath().normalize();
        Path file = root.resolve(path).normalize();
        return file.startsWith(root) && Files.isRegularFile(file)
                ? Optional.of(file)
                : Optional.empty();
    }

    private static String pathOf(ResourceKey source) {
        return source.kind().toLowerCase(Locale.ROOT)
                + "/"
                + source.namespace()
                + "/"
                + source.name();
    }

    private static String digestOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
