package io.sluice.kustomize.load;

import io.sluice.kustomize.BuildOptions.Restriction;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.RemoteLoader;
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
    private final @Nullable GitUrl remote;

    private Loader(
            BuildContext context,
            FileTree tree,
            String root,
            @Nullable Loader referrer,
            @Nullable GitUrl remote) {
        this.context = context;
        this.tree = tree;
        this.root = root;
        this.referrer = referrer;
        this.remote = remote;
    }

    /// A loader at the directory the build starts in.
    public static Loader open(BuildContext context, FileTree tree, String path) {
        GitUrl url = GitUrls.parse(path);
        var start = new Loader(context, tree, "/", null, null);
        if (url != null) {
            return start.checkout(url, null);
        }
        return new Loader(context, tree, start.directory(Paths.normalize(path)), null, null);
    }

    /// The directory.
    public String root() {
        return root;
    }

    /// The tree the directory is in.
    public FileTree tree() {
        return tree;
    }

    /// The remote base the directory belongs to, or null if it is local.
    public @Nullable GitUrl remote() {
        return remote;
    }

    /// Absolute path of something named relative to the directory.
    public String absolute(String path) {
        return path.startsWith("/") ? Paths.normalize(path) : Paths.join(root, path);
    }

    /// Reads a file named in this directory's kustomization.
    public byte[] read(String path) {
        if (path.startsWith("http://") || path.startsWith("https://")) {
            return download(path);
        }
        String wanted = absolute(path);
        if (context.options().restriction() == Restriction.ROOT_ONLY || remote != null) {
            wanted = restricted(wanted);
        }
        return readAbsolute(wanted);
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
        while (!found.equals("/") && !tree.exists(Paths.parent(found))) {
            found = Paths.parent(found);
        }
        String parent = Paths.parent(found);
        String reason =
                tree.exists(parent) && !tree.isDirectory(parent)
                        ? "not a directory"
                        : "no such file or directory";
        return "evalsymlink failure on '" + path + "' : lstat " + found + ": " + reason;
    }

    private void probed(String path, boolean found) {
        if (remote == null) {
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
            if (remote == null) {
                context.record().read(path, bytes);
            }
            context.spendBytes(bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new KustomizeException("reading " + path + ": " + e.getMessage(), path, 0);
        }
    }

    private byte[] download(String url) {
        RemoteLoader remotes = context.options().remotes();
        if (remotes == null) {
            throw new KustomizeException(
                    "remote resource '"
                            + InputRecord.withoutCredentials(url)
                            + "' is not allowed: remote bases are switched off");
        }
        try {
            var download = remotes.http(url);
            context.record().fetched(url, download.digest());
            context.spendBytes(download.bytes().length);
            return download.bytes();
        } catch (IOException e) {
            throw new KustomizeException(String.valueOf(e.getMessage()));
        }
    }

    /// A loader at another directory named in this directory's kustomization.
    public Loader enter(String path) {
        if (path.isEmpty()) {
            throw new KustomizeException("new root cannot be empty");
        }
        GitUrl url = GitUrls.parse(path);
        if (url != null) {
            return checkout(url, this);
        }
        if (path.startsWith("/")) {
            throw new KustomizeException("new root '" + path + "' cannot be absolute");
        }
        context.spendBase();
        String target = directory(Paths.join(root, path));
        int length = 0;
        for (Loader visited = this; visited != null; visited = visited.referrer) {
            boolean sameTree = Objects.equals(visited.remote, remote);
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
        return new Loader(context, tree, target, this, remote);
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

    private Loader checkout(GitUrl url, @Nullable Loader from) {
        for (Loader visited = from; visited != null; visited = visited.referrer) {
            GitUrl other = visited.remote;
            boolean again =
                    other != null
                            && other.repository().equals(url.repository())
                            && other.ref().equals(url.ref())
                            && Paths.within("/" + url.path(), "/" + other.path());
            if (again) {
                throw new KustomizeException(
                        "cycle detected: URI '" + url.repository() + "' referenced again");
            }
        }
        RemoteLoader remotes = context.options().remotes();
        if (remotes == null) {
            throw new KustomizeException(
                    "remote base '"
                            + InputRecord.withoutCredentials(url.repository())
                            + "' is not allowed: remote bases are switched off");
        }
        try {
            var checkout = remotes.git(url);
            context.record().fetched(url.repository() + "?ref=" + url.ref(), checkout.digest());
            var top = new Loader(context, checkout.tree(), "/", from, url);
            String directory = top.directory(Paths.normalize("/" + url.path()));
            return new Loader(context, checkout.tree(), directory, from, url);
        } catch (IOException e) {
            throw new KustomizeException(
                    "cannot fetch "
                            + InputRecord.withoutCredentials(url.repository())
                            + ": "
                            + e.getMessage());
        }
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
            if (remote == null) {
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
