package io.sluice.kustomize;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A file tree held in memory.
public final class MemoryTree implements FileTree {

    private final Map<String, byte[]> files;
    private final Map<String, Set<String>> directories;

    private MemoryTree(Map<String, byte[]> files, Map<String, Set<String>> directories) {
        this.files = files;
        this.directories = directories;
    }

    /// A tree of the given contents; keys are paths with or without the leading `/`.
    public static MemoryTree of(Map<String, byte[]> contents) {
        var files = new TreeMap<String, byte[]>();
        var directories = new TreeMap<String, Set<String>>();
        directories.put("/", new TreeSet<>());
        contents.forEach(
                (name, bytes) -> {
                    String path = Paths.normalize("/" + name);
                    files.put(path, bytes);
                    register(directories, path);
                });
        return new MemoryTree(files, directories);
    }

    /// A tree of UTF-8 texts.
    public static MemoryTree ofText(Map<String, String> contents) {
        var bytes = new TreeMap<String, byte[]>();
        contents.forEach((k, v) -> bytes.put(k, v.getBytes(StandardCharsets.UTF_8)));
        return of(bytes);
    }

    private static void register(Map<String, Set<String>> directories, String path) {
        String child = path;
        while (!child.equals("/")) {
            String parent = Paths.parent(child);
            directories.computeIfAbsent(parent, p -> new TreeSet<>()).add(Paths.name(child));
            child = parent;
        }
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
        byte @Nullable [] bytes = files.get(path);
        if (bytes == null) {
            throw new FileNotFoundException(path);
        }
        if (bytes.length > limit) {
            throw new IOException(path + " is longer than " + limit + " bytes");
        }
        return bytes.clone();
    }

    @Override
    public List<String> list(String path) throws IOException {
        var names = directories.get(path);
        if (names == null) {
            throw new FileNotFoundException(path);
        }
        return new ArrayList<>(names);
    }
}
