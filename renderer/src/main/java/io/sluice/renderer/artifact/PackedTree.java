package io.sluice.renderer.artifact;

import io.sluice.renderer.inputs.HashedTree;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The files of one artifact: an index in memory, all contents one after the other in one mapped
/// file.
///
/// The names of the archive never touch the file system, so none can lead out of it. The mapping
/// lives as long as somebody holds the tree.
final class PackedTree implements HashedTree {

    private final SortedMap<String, Slice> files;
    private final SortedMap<String, SortedSet<String>> directories;
    private final MemorySegment contents;

    /// Where a file's content lies.
    ///
    /// @param hash of the content, SHA-256 in hex
    record Slice(long offset, int length, String hash) {}

    PackedTree(
            SortedMap<String, Slice> files,
            SortedMap<String, SortedSet<String>> directories,
            MemorySegment contents) {
        this.files = new TreeMap<>(files);
        this.directories = new TreeMap<>(directories);
        this.contents = contents;
    }

    /// What the tree costs, bytes; the index is estimated.
    long weight() {
        return contents.byteSize() + 256L * (files.size() + directories.size());
    }

    /// How many files it has.
    int size() {
        return files.size();
    }

    @Override
    public Kind kind(String path) {
        if (files.containsKey(path)) {
            return Kind.FILE;
        }
        return directories.containsKey(path) ? Kind.DIRECTORY : Kind.ABSENT;
    }

    @Override
    public byte[] read(String path, long limit) throws IOException {
        Slice slice = files.get(path);
        if (slice == null) {
            throw new FileNotFoundException(path);
        }
        if (slice.length() > limit) {
            throw new IOException(path + " is longer than " + limit + " bytes");
        }
        return contents.asSlice(slice.offset(), slice.length()).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public List<String> list(String path) throws IOException {
        SortedSet<String> names = directories.get(path);
        if (names == null) {
            throw new FileNotFoundException(path);
        }
        return new ArrayList<>(names);
    }

    @Override
    public @Nullable String hash(String path) {
        Slice slice = files.get(path);
        return slice == null ? null : slice.hash();
    }

    /// Collects the index while an archive is read.
    static final class Index {
        private final SortedMap<String, Slice> files = new TreeMap<>();
        private final SortedMap<String, SortedSet<String>> directories = new TreeMap<>();

        Index() {
            directories.put("/", new TreeSet<>());
        }

        /// How many files and directories there are.
        int size() {
            return files.size() + directories.size();
        }

        void addFile(String path, Slice slice) throws ArtifactException {
            if (directories.containsKey(path) || files.put(path, slice) != null) {
                throw ArtifactException.refused("the archive holds " + path + " twice");
            }
            register(path);
        }

        void addDirectory(String path) throws ArtifactException {
            if (path.equals("/")) {
                return;
            }
            if (files.containsKey(path)) {
                throw ArtifactException.refused("the archive holds " + path + " twice");
            }
            if (directories.putIfAbsent(path, new TreeSet<>()) == null) {
                register(path);
            }
        }

        private void register(String path) throws ArtifactException {
            int slash = path.lastIndexOf('/');
            String parent = slash == 0 ? "/" : path.substring(0, slash);
            addDirectory(parent);
            SortedSet<String> names = directories.get(parent);
            if (names != null) {
                names.add(path.substring(slash + 1));
            }
        }

        PackedTree over(MemorySegment contents) {
            return new PackedTree(files, directories, contents);
        }
    }
}
