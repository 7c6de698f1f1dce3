package io.sluice.renderer.remote;

import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.MemoryTree;
import io.sluice.kustomize.Paths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of a commit with its links, which are followed as long as they stay inside.
final class CommitTree implements FileTree {

    private static final int LINKS = 40;

    private final MemoryTree files;

    /// Targets of links by their absolute path.
    private final Map<String, String> links;

    /// @param files by their path
    /// @param links targets of links by their path, as they are written
    CommitTree(Map<String, byte[]> files, Map<String, String> links) {
        var all = new TreeMap<>(files);
        this.links = new HashMap<>();
        links.forEach(
                (path, target) -> {
                    all.put(path, new byte[0]);
                    this.links.put("/" + path, target);
                });
        this.files = MemoryTree.of(all);
    }

    @Override
    public Kind kind(String path) {
        String real = realPath(path);
        return real == null ? Kind.ABSENT : files.kind(real);
    }

    @Override
    public byte[] read(String path, long limit) throws IOException {
        return files.read(existing(path), limit);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return files.list(existing(path));
    }

    private String existing(String path) throws IOException {
        String real = realPath(path);
        if (real == null) {
            throw new FileNotFoundException(path);
        }
        return real;
    }

    @Override
    public @Nullable String realPath(String path) {
        String at = Paths.normalize(path);
        for (int followed = 0; followed < LINKS; followed++) {
            String link = firstLink(at);
            if (link == null) {
                return files.kind(at) == Kind.ABSENT ? null : at;
            }
            String target = String.valueOf(links.get(link));
            String folder = Paths.parent(link);
            if (target.startsWith("/") || leaves(folder, target)) {
                return null;
            }
            at = Paths.join(folder, target + at.substring(link.length()));
        }
        return null;
    }

    private @Nullable String firstLink(String path) {
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            if (links.containsKey(path.substring(0, end))) {
                return path.substring(0, end);
            }
        }
        return links.containsKey(path) ? path : null;
    }

    private static boolean leaves(String folder, String target) {
        long depth = Stream.of(folder.split("/", -1)).filter(part -> !part.isEmpty()).count();
        return Paths.climbsAbove((int) depth, target);
    }
}
