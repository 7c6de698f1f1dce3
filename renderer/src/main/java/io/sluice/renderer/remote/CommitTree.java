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

    /// How many links may follow each other, as the reference has it.
    private static final int MOST_LINKS = 255;

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
        String at = afterLinks(path);
        return at == null || at.isEmpty() || files.kind(at) == Kind.ABSENT ? null : at;
    }

    @Override
    public String deadEnd(String path) {
        String at = afterLinks(path);
        return at == null ? path : at.isEmpty() ? at : firstAbsent(at);
    }

    /// The path without links; null if it leads outside, empty if too many links follow each other.
    private @Nullable String afterLinks(String path) {
        String at = Paths.normalize(path);
        for (int followed = 0; followed <= MOST_LINKS; followed++) {
            String link = firstLink(at);
            if (link == null) {
                return at;
            }
            String next = follow(at, link);
            if (next == null) {
                return null;
            }
            at = next;
        }
        return "";
    }

    /// A path that begins with a link where the link leads, or null if that is outside.
    private @Nullable String follow(String path, String link) {
        String target = String.valueOf(links.get(link));
        String folder = Paths.parent(link);
        return target.startsWith("/") || leaves(folder, target)
                ? null
                : Paths.join(folder, target + path.substring(link.length()));
    }

    private @Nullable String firstLink(String path) {
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            if (links.containsKey(path.substring(0, end))) {
                return path.substring(0, end);
            }
        }
        return links.containsKey(path) ? path : null;
    }

    /// The first part of a path without links that is not there; the whole path if there is none.
    private String firstAbsent(String path) {
        int end = path.indexOf('/', 1);
        while (end > 0 && files.kind(path.substring(0, end)) != Kind.ABSENT) {
            end = path.indexOf('/', end + 1);
        }
        return end > 0 ? path.substring(0, end) : path;
    }

    private static boolean leaves(String folder, String target) {
        long depth = Stream.of(folder.split("/", -1)).filter(part -> !part.isEmpty()).count();
        return Paths.climbsAbove((int) depth, target);
    }
}
