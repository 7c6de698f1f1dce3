package io.sluice.renderer.inputs;

import io.sluice.events.InputSet;
import io.sluice.events.Reference;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.Inputs;
import io.sluice.renderer.desiredstate.CanonicalJson;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Records what a build looked at, and looks at the same things again in another tree.
///
/// A build whose input set is equal in two trees has equal results in both.
public final class InputSets {

    /// Stands for the hash where only the kind of the path mattered.
    static final String PRESENT = "present";

    private static final String ABSENT = "absent";

    private InputSets() {}

    /// What a build looked at.
    ///
    /// @param engine name and version
    /// @param spec digest of the renderer's part of the spec
    /// @param inputs as the engine recorded them; what was fetched stands among the files, by its URL,
    ///     where no second look finds it: such a build is never confirmed without being done again
    /// @param tree it built from
    /// @param references as they were read
    public static InputSet of(
            String engine,
            String spec,
            Inputs inputs,
            HashedTree tree,
            List<Reference> references) {
        SortedMap<String, String> files = new TreeMap<>(inputs.files());
        files.putAll(inputs.remotes());
        SortedMap<String, String> directories = new TreeMap<>();
        inputs.directories().forEach(path -> directories.put(path, namesIn(tree, path)));
        for (String path : inputs.present()) {
            switch (tree.kind(path)) {
                case FILE -> files.putIfAbsent(path, PRESENT);
                case DIRECTORY -> directories.putIfAbsent(path, PRESENT);
                case ABSENT -> files.putIfAbsent(path, ABSENT);
            }
        }
        return new InputSet(
                engine, spec, files, directories, List.copyOf(inputs.absent()), references);
    }

    /// The same paths, looked at in another tree; equal to `known` exactly if nothing changed.
    public static InputSet lookAgain(
            InputSet known,
            String engine,
            String spec,
            HashedTree tree,
            List<Reference> references) {
        SortedMap<String, String> files = new TreeMap<>();
        known.files().forEach((path, hash) -> files.put(path, fileNow(tree, path, hash)));
        SortedMap<String, String> directories = new TreeMap<>();
        known.directories()
                .forEach((path, names) -> directories.put(path, directoryNow(tree, path, names)));
        List<String> absent =
                known.absent().stream()
                        .filter(path -> tree.kind(path) == FileTree.Kind.ABSENT)
                        .toList();
        return new InputSet(engine, spec, files, directories, absent, references);
    }

    /// The digest of an input set.
    public static String digest(InputSet inputs) {
        return Sha256.of(CanonicalJson.bytesOf(inputs));
    }

    private static String fileNow(HashedTree tree, String path, String before) {
        if (before.equals(PRESENT)) {
            return tree.kind(path) == FileTree.Kind.FILE ? PRESENT : ABSENT;
        }
        String hash = tree.hash(path);
        return hash == null ? ABSENT : hash;
    }

    private static String directoryNow(HashedTree tree, String path, String before) {
        if (tree.kind(path) != FileTree.Kind.DIRECTORY) {
            return ABSENT;
        }
        return before.equals(PRESENT) ? PRESENT : namesIn(tree, path);
    }

    private static String namesIn(HashedTree tree, String path) {
        try {
            return Sha256.of(String.join("\n", tree.list(path)));
        } catch (IOException _) {
            return ABSENT;
        }
    }
}
