package io.sluice.renderer.remote;

import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.RemoteLoader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/// Fetches remote bases: repositories at one commit, and single files.
///
/// Nothing is kept: a branch may have moved when the next build asks for it.
public final class Remotes implements RemoteLoader {

    private static final long FETCHED = 256L << 20;
    private static final long FILES = 64L << 20;
    private static final long FILE = 16L << 20;
    private static final int NESTED = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(27);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Path folder;
    private final Checkouts checkouts;
    private final HttpFiles files;
    private final Duration longest;

    /// Fetches through a folder for what is only there for a moment.
    ///
    /// @param privateHosts hosts that may have private addresses
    public Remotes(Path folder, Set<String> privateHosts) {
        this(folder, new Addresses(privateHosts, InetAddress::getAllByName), LONGEST);
    }

    /// @param longest that any fetch may take
    Remotes(Path folder, Addresses addresses, Duration longest) {
        this.folder = folder;
        this.longest = longest;
        this.checkouts = new Checkouts(addresses, FETCHED);
        this.files = new HttpFiles(addresses, FILE, least(TIMEOUT, longest));
    }

    @Override
    public Download http(String url) throws IOException {
        return files.download(url);
    }

    @Override
    public Checkout git(GitUrl url) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var links = new TreeMap<String, String>();
        int nested = url.submodules() ? NESTED : 0;
        var into = new Into(files, links, least(url.timeout(), longest));
        ObjectId commit = add(into, "", url.repository(), url.ref(), nested);
        return new Checkout(new CommitTree(files, links), commit.name());
    }

    /// What a fetch fills, and how long each repository may take.
    private record Into(
            SortedMap<String, byte[]> files, SortedMap<String, String> links, Duration timeout) {}

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private ObjectId add(Into into, String below, String url, String ref, int nested)
            throws IOException {
        Path place = Files.createTempDirectory(folder, "remote-");
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(place.toFile()).setBare().build()) {
            repository.create(true);
            // The folder is deleted at once: nothing may still be tidying it up then.
            repository.getConfig().setInt("gc", null, "auto", 0);
            repository.getConfig().setBoolean("gc", null, "autoDetach", false);
            ObjectId commit = checkouts.fetch(repository, url, ref, into.timeout);
            var content = new CommitFiles(FILES).read(repository, commit);
            content.files().forEach((path, bytes) -> into.files.put(below + path, bytes));
            content.links().forEach((path, target) -> into.links.put(below + path, target));
            if (nested > 0 && !content.submodules().isEmpty()) {
                Map<String, String> urls = submodules(content.files().get(".gitmodules"));
                for (var submodule : content.submodules().entrySet()) {
                    String at = urls.get(submodule.getKey());
                    if (at != null) {
                        add(
                                into,
                                below + submodule.getKey() + "/",
                                resolved(url, at),
                                submodule.getValue().name(),
                                nested - 1);
                    }
                }
            }
            return commit;
        } finally {
            delete(place);
        }
    }

    private static Map<String, String> submodules(byte @Nullable [] text) throws IOException {
        var urls = new TreeMap<String, String>();
        if (text == null) {
            return urls;
        }
        var config = new Config();
        try {
            config.fromText(new String(text, StandardCharsets.UTF_8));
        } catch (ConfigInvalidException e) {
            throw new IOException(".gitmodules is malformed", e);
        }
        for (String name : config.getSubsections("submodule")) {
            String path = config.getString("submodule", name, "path");
            String url = config.getString("submodule", name, "url");
            if (path != null && url != null) {
                urls.put(path, url);
            }
        }
        return urls;
    }

    private static String resolved(String parent, String url) {
        return url.startsWith("./") || url.startsWith("../")
                ? URI.create(parent + "/").resolve(url).toString()
                : url;
    }

    private static void delete(Path place) throws IOException {
        try (var paths = Files.walk(place)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
