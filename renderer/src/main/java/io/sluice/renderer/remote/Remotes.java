package io.sluice.renderer.remote;

import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.MemoryTree;
import io.sluice.kustomize.RemoteLoader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Path folder;
    private final Checkouts checkouts;
    private final HttpFiles files;

    /// Fetches through a folder for what is only there for a moment.
    ///
    /// @param privateHosts hosts that may have private addresses
    public Remotes(Path folder, Set<String> privateHosts) {
        var addresses = new Addresses(privateHosts);
        this.folder = folder;
        this.checkouts = new Checkouts(addresses, FETCHED);
        this.files = new HttpFiles(addresses, FILE);
    }

    @Override
    public Download http(String url) throws IOException {
        return files.download(url);
    }

    @Override
    public Checkout git(GitUrl url) throws IOException {
        var tree = new TreeMap<String, byte[]>();
        Duration timeout = url.timeout().compareTo(LONGEST) > 0 ? LONGEST : url.timeout();
        int nested = url.submodules() ? NESTED : 0;
        ObjectId commit = add(tree, "", url.repository(), url.ref(), timeout, nested);
        return new Checkout(MemoryTree.of(tree), commit.name());
    }

    private ObjectId add(
            SortedMap<String, byte[]> tree,
            String below,
            String url,
            String ref,
            Duration timeout,
            int nested)
            throws IOException {
        Path place = Files.createTempDirectory(folder, "remote-");
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(place.toFile()).setBare().build()) {
            repository.create(true);
            ObjectId commit = checkouts.fetch(repository, url, ref, timeout);
            var content = new CommitFiles(FILES).read(repository, commit);
            content.files().forEach((path, bytes) -> tree.put(below + path, bytes));
            if (nested > 0 && !content.submodules().isEmpty()) {
                Map<String, String> urls = submodules(content.files().get(".gitmodules"));
                for (var submodule : content.submodules().entrySet()) {
                    String at = urls.get(submodule.getKey());
                    if (at != null) {
                        add(
                                tree,
                                below + submodule.getKey() + "/",
                                resolved(url, at),
                                submodule.getValue().name(),
                                timeout,
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
