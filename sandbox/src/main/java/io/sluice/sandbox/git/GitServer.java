package io.sluice.sandbox.git;

import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.process.WorkDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.FileResolver;

/// Bare repositories over smart HTTP on loopback; anybody there may clone and push.
public final class GitServer implements AutoCloseable {

    private final WorkDirectory directory;
    private final Server server;
    private final ServerConnector connector;

    private GitServer(WorkDirectory directory, Server server, ServerConnector connector) {
        this.directory = directory;
        this.server = server;
        this.connector = connector;
    }

    /// A server with its repositories in a temporary folder, on a free port.
    public static GitServer start() {
        return start(Optional.empty(), 0);
    }

    /// A server with its repositories in the folder (temporary if empty), on the port (free if 0).
    public static GitServer start(Optional<Path> directory, int port) {
        var work = WorkDirectory.of(directory, "git");
        var threads = new QueuedThreadPool(16, 1);
        threads.setName("git-server");
        threads.setDaemon(true);
        var server = new Server(threads);
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        var context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet(work.path())), "/*");
        server.setHandler(context);
        var git = new GitServer(work, server, connector);
        try {
            git.restart();
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
        return git;
    }

    /// Answers nobody until `restart()`; the repositories stay.
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) { // declared so by Jetty
            throw new PartFailedException("git server did not stop: " + e.getMessage(), e);
        }
    }

    /// Answers again, on the same port.
    public void restart() {
        try {
            server.start();
        } catch (Exception e) { // declared so by Jetty
            throw new PartFailedException("git server did not start: " + e.getMessage(), e);
        }
        connector.setPort(connector.getLocalPort());
    }

    /// Makes an empty bare repository whose first branch is `main`; returns its address.
    public URI createRepository(String name) {
        try (Git _ =
                Git.init()
                        .setBare(true)
                        .setInitialBranch("main")
                        .setDirectory(file(name).toFile())
                        .call()) {
            return url(name);
        } catch (GitAPIException e) {
            throw new IllegalStateException("cannot make the repository " + name, e);
        }
    }

    /// Where clients find the repository.
    public URI url(String name) {
        return URI.create("http://127.0.0.1:" + port() + "/" + name + ".git");
    }

    /// The port it listens on.
    public int port() {
        return connector.getPort();
    }

    @Override
    public void close() {
        stop();
        directory.close();
    }

    private Path file(String name) {
        return directory.path().resolve(name + ".git");
    }

    private static GitServlet servlet(Path repositories) {
        var servlet = new GitServlet();
        servlet.setRepositoryResolver(new FileResolver<>(repositories.toFile(), true));
        servlet.setReceivePackFactory((_, repository) -> new ReceivePack(repository));
        return servlet;
    }
}
