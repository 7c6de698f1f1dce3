package io.sluice.sandbox.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import io.sluice.sandbox.process.Ports;
import io.sluice.sandbox.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A real etcd and kube-apiserver with RBAC on, without controllers.
///
/// The API server can be stopped, killed, suspended and started again on its port and data.
public final class ControlPlane implements Cluster {

    private static final Duration START = Duration.ofSeconds(60);

    private final WorkDirectory directory;
    private final ApiServer apiServer;
    private final Child etcd;
    private final KubernetesClient client;

    private ControlPlane(WorkDirectory directory, ApiServer apiServer, Child etcd) {
        this.directory = directory;
        this.apiServer = apiServer;
        this.etcd = etcd;
        new Kubeconfig(url(), authority(), "admin", administratorToken()).writeTo(kubeconfig());
        this.client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
                        .build();
    }

    /// How to start it.
    ///
    /// @param directory keeps data and logs there; empty uses a temporary folder
    /// @param port of the API server; 0 takes a free one
    /// @param audit what is written to `auditLog()`
    /// @param progress gets a line now and then when the programs have to be built
    public record Options(
            Optional<Path> directory, int port, Audit audit, Consumer<String> progress) {

        /// A temporary folder, a free port, no audit log, progress to standard error.
        public static Options defaults() {
            return new Options(Optional.empty(), 0, Audit.NOTHING, System.err::println);
        }

        /// With an audit log.
        public Options withAuditLog() {
            return new Options(directory, port, Audit.REQUESTS, progress);
        }

        /// With data and logs in the folder.
        public Options in(Path folder) {
            return new Options(Optional.of(folder), port, audit, progress);
        }

        /// On the port.
        public Options on(int number) {
            return new Options(directory, number, audit, progress);
        }
    }

    /// Starts it as by default; returns when `/readyz` is fine.
    public static ControlPlane start() {
        return start(Options.defaults());
    }

    /// Starts it; returns when `/readyz` is fine.
    public static ControlPlane start(Options options) {
        Path programs =
                Binaries.ofEnvironment(options.progress())
                        .require(EnumSet.of(Component.ETCD, Component.API_SERVER));
        var directory = WorkDirectory.of(options.directory(), "control-plane");
        var etcdUrl = URI.create("http://127.0.0.1:" + Ports.free());
        Child etcd = startEtcd(programs, directory.path(), etcdUrl);
        try {
            var apiServer =
                    new ApiServer(
                            programs,
                            directory.path(),
                            Ports.orFree(options.port()),
                            etcdUrl,
                            options.audit());
            apiServer.start(START);
            return new ControlPlane(directory, apiServer, etcd);
        } catch (RuntimeException e) {
            etcd.kill();
            directory.close();
            throw e;
        }
    }

    /// The API server's address.
    public URI url() {
        return apiServer.url();
    }

    /// The token of the administrator.
    public String administratorToken() {
        return apiServer.credentials().administratorToken();
    }

    /// PEM certificates to trust.
    public String authority() {
        return apiServer.authority();
    }

    /// One JSON object per line and request, if asked for in the options.
    public Path auditLog() {
        return apiServer.auditLog();
    }

    /// The API server's process, to suspend or to measure.
    public Child apiServerProcess() {
        return apiServer.process();
    }

    /// etcd's process.
    public Child etcdProcess() {
        return etcd;
    }

    /// Kills the API server; etcd and its data stay.
    public void killApiServer() {
        apiServer.process().kill();
    }

    /// Starts the API server again, on the same port and data.
    public void startApiServer() {
        apiServer.start(START);
    }

    /// A client that trusts the API server and opens connections of its own.
    public HttpClient http() {
        return apiServer.http();
    }

    /// The status code of `GET path` with the bearer token, 0 when nobody answers.
    public int status(String path, String token) {
        return apiServer.status(path, token);
    }

    /// The key that signs the tokens of service accounts.
    Path signingKey() {
        return apiServer.credentials().signingKey();
    }

    /// Where data and, in `logs`, logs are.
    public Path directory() {
        return directory.path();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return directory.path().resolve("admin.kubeconfig");
    }

    @Override
    public Path writeKubeconfigOf(ServiceAccountName account, Path file) {
        String token = Tokens.issue(client, account);
        return new Kubeconfig(url(), authority(), account.name(), token).writeTo(file);
    }

    /// Kills both; their data is of no use to anybody after this.
    @Override
    public void close() {
        client.close();
        apiServer.close();
        etcd.kill();
        directory.close();
    }

    private static Child startEtcd(Path programs, Path directory, URI url) {
        Path data = directory.resolve("etcd");
        WorkDirectory.delete(data);
        try {
            // etcd insists on a folder that nobody else can read
            Files.createDirectories(
                    data,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String peers = "http://127.0.0.1:" + Ports.free();
        var line =
                List.of(
                        programs.resolve("etcd").toString(),
                        "--data-dir=" + data,
                        "--listen-client-urls=" + url,
                        "--advertise-client-urls=" + url,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers,
                        "--log-level=warn",
                        "--unsafe-no-fsync");
        return Child.start(
                Command.of("etcd", line, directory, directory.resolve("logs").resolve("etcd.log")));
    }
}
