package io.sluice.sourcewatcher.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// Packs the tree of a commit. The same tree and rules give the same bytes.
final class Archive {

    private static final String IGNORE_FILE = ".sourceignore";
    private static final int LARGEST_IGNORE_FILE = 1024 * 1024;

    private final Repository repository;
    private final RevTree tree;
    private final @Nullable String ignore;

    /// @param ignore patterns of the source's spec
    Archive(Repository repository, RevTree tree, @Nullable String ignore) {
        this.repository = repository;
        this.tree = tree;
        this.ignore = ignore;
    }

    /// Writes the tree, without symbolic links and submodules.
    void writeTo(OutputStream out) throws IOException {
        IgnoreRules rules = IgnoreRules.of(ignoreFiles(), ignore);
        try (var tar = new TarGzip(out);
                var walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                String path = walk.getPathString();
                boolean directory = FileMode.TREE.equals(mode);
                if (isUnsafe(walk.getNameString())) {
                    continue;
                }
                boolean taken = !rules.excludes(path, directory);
                if (directory) {
                    if (taken) {
                        tar.directory(path);
                    }
                    walk.enterSubtree();
                } else if (taken && (mode.equals(FileMode.REGULAR_FILE) || isExecutable(mode))) {
                    ObjectLoader blob = repository.open(walk.getObjectId(0));
                    try (InputStream content = blob.openStream()) {
                        tar.file(path, isExecutable(mode), blob.getSize(), content);
                    }
                }
            }
        }
    }

    private static boolean isExecutable(FileMode mode) {
        return mode.equals(FileMode.EXECUTABLE_FILE);
    }

    /// Names that no checkout would make; a tree can hold them all the same.
    private static boolean isUnsafe(String name) {
        return name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.equalsIgnoreCase(".git")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.chars().anyMatch(each -> each < ' ');
    }

    private List<IgnoreRules.File> ignoreFiles() throws IOException {
        List<IgnoreRules.File> files = new ArrayList<>();
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            while (walk.next()) {
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                } else if (walk.getNameString().equals(IGNORE_FILE)
                        && (walk.getFileMode(0).getBits() & FileMode.TYPE_MASK)
                                == FileMode.TYPE_FILE) {
                    String path = walk.getPathString();
                    byte[] text =
                            repository
                                    .open(walk.getObjectId(0))
                                    .getCachedBytes(LARGEST_IGNORE_FILE);
                    files.add(
                            new IgnoreRules.File(
                                    path.substring(
                                            0,
                                            Math.max(0, path.length() - IGNORE_FILE.length() - 1)),
                                    new String(text, StandardCharsets.UTF_8)));
                }
            }
        }
        files.sort((one, other) -> depth(one) - depth(other));
        return files;
    }

    private static int depth(IgnoreRules.File file) {
        return file.directory().isEmpty() ? 0 : file.directory().split("/", -1).length;
    }
}
