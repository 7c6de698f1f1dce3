package io.sluice.sourcewatcher.git;

import io.sluice.api.source.SourceReasons;
import io.sluice.sourcewatcher.source.CheckFailedException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/// A remote repository, spoken with over HTTP.
///
/// @param url of it
/// @param credentials for it
/// @param timeout of each answer
record Remote(String url, Credentials credentials, Duration timeout) {

    private static final int WHOLE = 0;

    /// A remote.
    ///
    /// @throws CheckFailedException if the URL is not over HTTP
    static Remote of(String url, Credentials credentials, Duration timeout)
            throws CheckFailedException {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new CheckFailedException(
                    SourceReasons.URL_INVALID,
                    "spec.url: only http:// and https:// are supported yet, not "
                            + credentials.hide(url),
                    "FetchFailed",
                    true);
        }
        return new Remote(url, credentials, timeout);
    }

    /// The references it has.
    ///
    /// @param prefixes of the names that are wanted; none means all. More may come back.
    Map<String, Ref> references(Repository mirror, List<String> prefixes)
            throws CheckFailedException {
        try (Transport transport = open(mirror);
                FetchConnection connection =
                        transport.openFetch(List.of(), prefixes.toArray(String[]::new))) {
            return new TreeMap<>(connection.getRefsMap());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Fetches.
    ///
    /// @param depth how many commits of each; 0 means as many as are missing
    void fetch(Repository mirror, List<String> refSpecs, int depth) throws CheckFailedException {
        try (Transport transport = open(mirror)) {
            if (depth != WHOLE) {
                transport.setDepth(depth);
            }
            List<RefSpec> wanted = new ArrayList<>();
            refSpecs.forEach(spec -> wanted.add(new RefSpec(spec)));
            transport.fetch(NullProgressMonitor.INSTANCE, wanted);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Transport open(Repository mirror) throws CheckFailedException {
        try {
            Transport transport = Transport.open(mirror, new URIish(url));
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
            if (credentials.username() != null && credentials.password() != null) {
                transport.setCredentialsProvider(
                        new UsernamePasswordCredentialsProvider(
                                credentials.username(), credentials.password()));
            }
            if (transport instanceof TransportHttp http) {
                configure(http);
            }
            return transport;
        } catch (URISyntaxException | NotSupportedException e) {
            throw new CheckFailedException(
                    SourceReasons.URL_INVALID,
                    credentials.hide("spec.url: " + e.getMessage()),
                    "FetchFailed",
                    true);
        } catch (TransportException e) {
            throw failure(e);
        }
    }

    private void configure(TransportHttp http) throws CheckFailedException {
        if (credentials.bearerToken() != null) {
            http.setAdditionalHeaders(
                    Map.of("Authorization", "Bearer " + credentials.bearerToken()));
        }
        String authority = credentials.authority();
        if (authority != null) {
            try {
                http.setHttpConnectionFactory(new TrustedConnections(authority));
            } catch (GeneralSecurityException | IOException e) {
                throw new CheckFailedException(
                        SourceReasons.AUTHENTICATION_FAILED,
                        "the ca.crt of spec.secretRef cannot be used: " + e.getMessage(),
                        "FetchFailed",
                        false);
            }
        }
    }

    /// What went wrong, for the user: without credentials, and with the deepest cause that says
    /// something.
    private CheckFailedException failure(IOException failure) {
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        while (cause != null) {
            String more = cause.getMessage();
            if (more != null && message.indexOf(more) < 0) {
                message.append(": ").append(more);
            }
            cause = cause.getCause();
        }
        return new CheckFailedException(
                SourceReasons.GIT_OPERATION_FAILED,
                credentials.hide("the remote cannot be read: " + message),
                "FetchFailed",
                false);
    }
}
