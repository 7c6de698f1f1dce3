package io.sluice.kustomize.load;

import io.sluice.kustomize.BuildOptions.Restriction;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads files and opens directories as seen from one kustomization's directory.
public final class Loader {

    private final BuildContext context;
    private final FileTree tree;
    private final String root;
    private final @Nullable Loader referrer;
    private final Place place;

    /// The URL of the remote base that the directory belongs to.
    private final @Nullable String remoteText;

    private Loader(
            BuildContext context,
            FileTree tree,
            String root,
            @Nullable Loader referrer,
            Place place,
            @Nullable String remoteText) {
        this.context = context;
        this.tree = tree;
        this.root = root;
        this.referrer = referrer;
        this.place = place;
        this.remoteText = remoteText;
    }

    /// A loader at the directory the build starts in.
    public static Loader open(BuildContext context, FileTree tree, String path) {
        GitUrl url = parsed(context, path);
        var start = new Loader(context, tree, "/", null, Place.TOP, null);
        if (url != null) {
            return start.checkout(url, path, null);
        }
        String directory = start.directory(Paths.normalize(path));
        return new Loader(context, tree, directory, null, Place.TOP, null);
    }

    /// The directory.
    public String root() {
        return root;
    }

    /// The tree the directory is in.
    public FileTree tree() {
        return tree;
    }

    /// The directory as the kustomizations on the way to it name it.
    public Place place() {
        return place;
    }

    /// Absolute path of something named relative to the directory; a URL as it is.
    public String absolute(String path) {
        if (RemoteFiles.isHttp(path)) {
            return InputRecord.withoutCredentials(path);
        }
        return path.startsWith("/") ? Paths.normalize(path) : Paths.join(root, path);
    }

    /// A path or URL as it may be shown: without credentials.
    public static String shown(String path) {
        return InputRecord.withoutCredentials(path);
    }

    /// Reads a file named in this directory's kustomization.
    public byte[] read(String path) {
        if (RemoteFiles.isHttp(path)) {
            return new RemoteFiles(context).download(path);
        }
        if (leavesTree(path)) {
            throw new KustomizeException(
                    "security; file '%s' is not in or below '%s'".formatted(path, root));
        }
        String wanted = absolute(path);
        if (context.options().restriction() == Restriction.ROOT_ONLY || remoteText != null) {
            wanted = restricted(wanted);
        }
        return readAbsolute(wanted);
    }

    /// Whether a path leads above the root of a repository or an artifact. Elsewhere the root is
    /// that of the file system, where there is nothing above it.
    private boolean leavesTree(String path) {
        boolean bounded = remoteText != null || context.options().flux() != null;
        int depth = path.startsWith("/") ? 0 : (int) root.chars().filter(c -> c == '/').count();
        depth = root.equals("/") ? 0 : depth;
        return bounded && Paths.climbsAbove(depth, path);
    }

    private String restricted(String path) {
        String real = real(path);
        if (tree.kind(real) == FileTree.Kind.DIRECTORY) {
            throw new KustomizeException("'" + path + "' must resolve to a file");
        }
        if (!Paths.within(root, real)) {
            throw new KustomizeException(
                    "security; file '" + path + "' is not in or below '" + root + "'");
        }
        return real;
    }

    private String real(String path) {
        boolean exists = tree.exists(path);
        probed(path, exists);
        String real = exists ? tree.realPath(path) : null;
        if (real == null) {
            throw new KustomizeException(missing(path));
        }
        return real;
    }

    private String missing(String path) {
        String found = path;
        while (!found.equals("/") && !exists(Paths.parent(found))) {
            found = Paths.parent(found);
        }
        found = tree.deadEnd(found);
        String parent = found.isEmpty() ? "/" : Paths.parent(found);
        String reason;
        if (found.isEmpty()) {
            reason = "EvalSymlinks: too many links";
        } else if (tree.exists(parent) && !tree.isDirectory(parent)) {
            reason = "not a directory";
        } else {
            reason = "lstat " + found + ": no such file or directory";
        }
        return "evalsymlink failure on '" + path + "' : " + reason;
    }

    private void probed(String path, boolean found) {
        if (remoteText == null) {
            context.record().probed(path, found);
        }
    }

    private byte[] readAbsolute(String path) {
        FileTree.Kind kind = tree.kind(path);
        if (kind != FileTree.Kind.FILE) {
            probed(path, kind != FileTree.Kind.ABSENT);
            throw new KustomizeException(
                    kind == FileTree.Kind.DIRECTORY
                            ? "read " + path + ": is a directory"
                            : "open " + path + ": no such file or directory");
        }
        try {
            byte[] bytes = tree.read(path, context.options().limits().fileBytes());
            if (remoteText == null) {
                context.record().read(path, bytes);
            }
            context.spendBytes(bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new KustomizeException("reading " + path + ": " + e.getMessage(), path, 0);
        }
    }

    /// A loader at another directory named in this directory's kustomization.
    public Loader enter(String path) {
        if (path.isEmpty()) {
            throw new KustomizeException("new root cannot be empty");
        }
        GitUrl url = parsed(context, path);
        if (url != null) {
            return checkout(url, path, this);
        }
        if (path.startsWith("/")) {
            throw new KustomizeException("new root '" + path + "' cannot be absolute");
        }
        if (leavesTree(path)) {
            throw new KustomizeException(
                    "security; base '%s' is outside of what is built".formatted(path));
        }
        context.spendBase();
        String target = directory(Paths.join(root, RemoteFiles.isHttp(path) ? shown(path) : path));
        int length = 0;
        for (Loader visited = this; visited != null; visited = visited.referrer) {
            boolean sameTree = Objects.equals(visited.remoteText, remoteText);
            if (sameTree && Paths.within(target, visited.root)) {
                throw new KustomizeException(
                        "cycle detected: candidate root '"
                                + target
                                + "' contains visited root '"
                                + visited.root
                                + "'");
            }
            length++;
        }
        if (length > context.options().limits().bases()) {
            throw new KustomizeException("more than " + length + " bases in a row");
        }
        return new Loader(context, tree, target, this, place.append(path), remoteText);
    }

    private static @Nullable GitUrl parsed(BuildContext context, String path) {
        if (GitUrls.isForced(path)) {
            context.warn(
                    "Warning: Forcing the git protocol using the 'git::' URL prefix is not"
                            + " supported. Kustomize currently strips this invalid prefix, but will"
                            + " stop doing so in a future release. Please remove the 'git::' prefix"
                            + " from your configuration.");
        }
        return GitUrls.parse(path);
    }

    private String directory(String path) {
        String real;
        try {
            real = real(path);
        } catch (KustomizeException e) {
            throw e.prefixed("must build at directory: not a valid directory: ");
        }
        if (!tree.isDirectory(real)) {
            throw new KustomizeException(
                    "must build at directory: '" + path + "': file is not directory");
        }
        return real;
    }

    private Loader checkout(GitUrl url, String text, @Nullable Loader from) {
        for (Loader visited = from; visited != null; visited = visited.referrer) {
            if (visited.remoteText != null && visited.remoteText.startsWith(text)) {
                throw new KustomizeException(
                        "cycle detected: URI '%s' referenced by previous URI '%s'"
                                .formatted(
                                        InputRecord.withoutCredentials(text),
                                        InputRecord.withoutCredentials(visited.remoteText)));
            }
        }
        context.spendBase();
        FileTree files = new RemoteFiles(context).checkout(url, text).tree();
        Place here = from == null ? Place.TOP : from.place.append(text);
        var top = new Loader(context, files, "/", from, here, text);
        String path = top.absolute(url.path().replaceFirst("^/+", ""));
        String directory = top.real(path);
        if (!files.isDirectory(directory)) {
            throw new KustomizeException(
                    "'%s' refers to file '%s'; expecting directory"
                            .formatted(path, Paths.name(path)));
        }
        return new Loader(context, files, directory, from, here, text);
    }

    /// Whether something of this absolute path exists.
    public boolean exists(String path) {
        boolean found = tree.exists(path);
        probed(path, found);
        return found;
    }

    /// The names in a directory, sorted.
    public List<String> list(String directory) {
        try {
            if (remoteText == null) {
                context.record().listed(directory);
            }
            return tree.list(directory);
        } catch (IOException e) {
            throw new KustomizeException("listing " + directory + ": " + e.getMessage());
        }
    }

    /// Reads a file by its absolute path without asking whether that is allowed.
    public byte[] readTrusted(String path) {
        return readAbsolute(path);
    }
}
