package io.sluice.sandbox.controlplane;

import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The kube-apiserver process: how it is started, and started again on the same port and data.
final class ApiServer implements AutoCloseable {

    private final Path programs;
    private final Path directory;
    private final int port;
    private final URI etcd;
    private final Audit audit;
    private final Credentials credentials;
    private @Nullable Child process;
    private @Nullable Probe probe;

    ApiServer(Path programs, Path directory, int port, URI etcd, Audit audit) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.etcd = etcd;
        this.audit = audit;
        this.credentials = Credentials.createIn(directory);
    }

    void start(Duration timeout) {
        Path log = directory.resolve("logs").resolve("kube-apiserver.log");
        Child started = Child.start(Command.of("kube-apiserver", line(), directory, log));
        process = started;
        try {
            started.awaitReady(
                    () ->
                            Files.exists(certificate())
                                    && status("/readyz", credentials.administratorToken()) == 200,
                    timeout);
        } catch (RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + port);
    }

    Credentials credentials() {
        return credentials;
    }

    Child process() {
        return Objects.requireNonNull(process, "the API server was never started");
    }

    Path auditLog() {
        return directory.resolve("logs").resolve("audit.log");
    }

    /// The certificate file holds the server's and, after it, its authority's.
    String authority() {
        try {
            return Files.readString(certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpClient http() {
        return Probe.clientTrusting(certificate());
    }

    int status(String path, String token) {
        Probe current = probe;
        if (current == null) {
            current = Probe.trusting(certificate());
            probe = current;
        }
        return current.status(url().resolve(path), token);
    }

    @Override
    public void close() {
        if (probe != null) {
            probe.close();
        }
        process().kill();
    }

    private Path certificate() {
        return directory.resolve("pki").resolve("apiserver.crt");
    }

    private List<String> line() {
        var line = new ArrayList<String>();
        line.add(programs.resolve(Component.API_SERVER.program()).toString());
        line.addAll(
                List.of(
                        "--etcd-servers=" + etcd,
                        "--secure-port=" + port,
                        "--bind-address=127.0.0.1",
                        "--cert-dir=" + directory.resolve("pki"),
                        "--service-account-key-file=" + credentials.signingKey(),
                        "--service-account-signing-key-file=" + credentials.signingKey(),
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--token-auth-file=" + credentials.tokenFile(),
                        "--authorization-mode=RBAC",
                        "--service-cluster-ip-range=10.96.0.0/12",
                        "--allow-privileged=true",
                        // its controller is not here to make the default accounts it waits for
                        "--disable-admission-plugins=ServiceAccount"));
        if (audit != Audit.NOTHING) {
            line.add("--audit-policy-file=" + auditPolicy());
            line.add("--audit-log-path=" + auditLog());
            // in one file, whoever reads it later
            line.add("--audit-log-maxsize=4096");
        }
        return line;
    }

    private Path auditPolicy() {
        try {
            return Files.writeString(directory.resolve("audit-policy.yaml"), audit.policy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
