package io.sluice.sourcewatcher;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.util.FS;

/// Somebody's clone of a repository, to push from.
public final class WorkTree implements AutoCloseable {

    private static final PersonIdent ANN = new PersonIdent("Ann", "ann@example.org");

    // JGit measures the clock of a file store once, with a probe in the folder it meets first; here
    // and now, so that none stands in the way when a test's folder is deleted.
    static {
        FS.FileStoreAttributes.setBackground(false);
        FS.FileStoreAttributes.get(Path.of(System.getProperty("java.io.tmpdir")));
        FS.FileStoreAttributes.setBackground(true);
    }

    private final Git git;
    private final URI remote;

    /// An empty clone.
    public WorkTree(Path directory, URI remote) throws Exception {
        this.git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call();
        this.remote = remote;
    }

    /// JGit on the clone.
    public Git git() {
        return git;
    }

    /// Writes files; an empty text removes one.
    public WorkTree write(Map<String, String> files) throws Exception {
        Path tree = git.getRepository().getWorkTree().toPath();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            if (file.getValue().isEmpty()) {
                git.rm().addFilepattern(file.getKey()).call();
            } else {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
                git.add().addFilepattern(file.getKey()).call();
            }
        }
        return this;
    }

    /// Commits what was written, without pushing it.
    public String commit(String message) throws Exception {
        return git.commit()
                .setMessage(message)
                .setAuthor(ANN)
                .setCommitter(ANN)
                .setSign(false)
                .call()
                .name();
    }

    /// Pushes the branch `main`, whatever the remote has.
    public void push() throws Exception {
        push("+refs/heads/main:refs/heads/main");
    }

    /// Pushes anything.
    public void push(String refSpec) throws Exception {
        git.push().setRemote(remote.toString()).setRefSpecs(new RefSpec(refSpec)).call();
    }

    /// Writes, commits and pushes.
    public String change(String message, Map<String, String> files) throws Exception {
        write(files);
        String id = commit(message);
        push();
        return id;
    }

    @Override
    public void close() {
        git.close();
    }
}
