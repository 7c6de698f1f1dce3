package io.sluice.renderer.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Reads the files of a commit.
final class CommitFiles {

    /// What is in a commit, by path.
    ///
    /// @param files their bytes
    /// @param links where they lead
    /// @param submodules their commits
    record Content(
            SortedMap<String, byte[]> files,
            SortedMap<String, String> links,
            SortedMap<String, ObjectId> submodules) {}

    private final long limit;

    /// @param limit of bytes of all files
    CommitFiles(long limit) {
        this.limit = limit;
    }

    Content read(Repository repository, ObjectId commit) throws IOException {
        var content = new Content(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        long left = limit;
        try (var commits = new RevWalk(repository);
                var walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                String path = walk.getPathString();
                if (mode.equals(FileMode.GITLINK)) {
                    content.submodules.put(path, walk.getObjectId(0));
                    continue;
                }
                ObjectLoader blob = repository.open(walk.getObjectId(0));
                left -= blob.getSize();
                if (left < 0) {
                    throw new IOException("its files have more than %d bytes".formatted(limit));
                }
                byte[] bytes = blob.getCachedBytes(Integer.MAX_VALUE - 8);
                if (mode.equals(FileMode.SYMLINK)) {
                    content.links.put(path, new String(bytes, StandardCharsets.UTF_8));
                } else {
                    content.files.put(path, bytes);
                }
            }
        }
        return content;
    }
}
