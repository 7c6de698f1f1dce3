package io.sluice.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.RefSpec;

/// A user's clone: edit, commit, push.
public final class WorkingCopy implements AutoCloseable {

    private static final PersonIdent AUTHOR = new PersonIdent("Ada", "ada@home.example");

    private final Path directory;
    private final Git git;

    private WorkingCopy(Path directory, Git git) {
        this.directory = directory;
        this.git = git;
    }

    /// An empty clone of an empty repository.
    public static WorkingCopy create(Path directory, URI remote) {
        try {
            Git git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call();
            git.remoteAdd()
                    .setName("origin")
                    .setUri(new org.eclipse.jgit.transport.URIish(remote.toString()))
                    .call();
            return new WorkingCopy(directory, git);
        } catch (GitAPIException | java.net.URISyntaxException e) {
            throw new IllegalStateException("no working copy in " + directory, e);
        }
    }

    /// Where the files are.
    public Path directory() {
        return directory;
    }

    /// Writes a file.
    public void write(String path, String text) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Replaces a text in a file.
    public void replace(String path, String text, String by) {
        String before = read(path);
        if (!before.contains(text)) {
            throw new IllegalStateException(path + " does not contain " + text);
        }
        write(path, before.replace(text, by));
    }

    /// A file's text.
    public String read(String path) {
        try {
            return Files.readString(directory.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes a file.
    public void delete(String path) {
        try {
            Files.delete(directory.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Commits everything and pushes it.
    ///
    /// @return the revision as Flux writes it
    public String commitAndPush(String message) {
        try {
            git.add().addFilepattern(".").call();
            git.add().addFilepattern(".").setUpdate(true).call();
            git.commit().setMessage(message).setAuthor(AUTHOR).setCommitter(AUTHOR).call();
            return push();
        } catch (GitAPIException e) {
            throw new IllegalStateException("cannot commit: " + message, e);
        }
    }

    /// `git revert HEAD`, and pushes it.
    ///
    /// @return the revision as Flux writes it
    public String revertAndPush() {
        try {
            git.revert().include(head()).call();
            return push();
        } catch (GitAPIException e) {
            throw new IllegalStateException("cannot revert", e);
        }
    }

    /// The newest commit, as Flux writes it.
    public String revision() {
        return "main@sha1:" + head().name();
    }

    private org.eclipse.jgit.lib.ObjectId head() {
        try {
            return Objects.requireNonNull(git.getRepository().resolve("HEAD"), "no commit yet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String push() throws GitAPIException {
        git.push().setRefSpecs(new RefSpec("main:main")).call();
        return revision();
    }

    @Override
    public void close() {
        git.close();
    }
}
