package io.sluice.renderer.remote;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/// Fetches one commit of a repository, without its history.
///
/// @param addresses that may be spoken with
/// @param limit of bytes fetched
record Checkouts(Addresses addresses, long limit) {

    private static final String FETCHED = "refs/heads/fetched";

    /// Fetches a revision into `into`; the commit.
    ///
    /// @param ref a branch, a tag or a commit; empty for the default branch
    ObjectId fetch(Repository into, String url, String ref, Duration timeout) throws IOException {
        try (var gateway = new Gateway(addresses, timeout, limit)) {
            try (Transport transport = open(into, url, timeout, gateway)) {
                String wanted = resolve(transport, ref);
                transport.setDepth(1);
                transport.fetch(
                        NullProgressMonitor.INSTANCE,
                        List.of(new RefSpec("+" + wanted + ":" + FETCHED)));
            } catch (IOException e) {
                throw failure(gateway, e);
            }
        }
        ObjectId commit = into.resolve((ObjectId.isId(ref) ? ref : FETCHED) + "^{commit}");
        if (commit == null) {
            throw new IOException("'" + ref + "' is no commit");
        }
        return commit;
    }

    private IOException failure(Gateway gateway, IOException e) {
        if (gateway.isTooLarge()) {
            return new IOException("it is larger than %d bytes".formatted(limit), e);
        }
        if (gateway.isOver()) {
            return new IOException("it takes longer than its timeout", e);
        }
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return new IOException(String.valueOf(deepest.getMessage()), e);
    }

    private static String resolve(Transport transport, String ref) throws IOException {
        if (ObjectId.isId(ref)) {
            return ref;
        }
        Map<String, Ref> refs;
        try (FetchConnection connection = transport.openFetch()) {
            refs = connection.getRefsMap();
        }
        if (ref.isEmpty()) {
            return Constants.HEAD;
        }
        for (String prefix : List.of("", Constants.R_TAGS, Constants.R_HEADS, Constants.R_REFS)) {
            if (refs.containsKey(prefix + ref)) {
                return prefix + ref;
            }
        }
        throw new IOException("there is no branch, tag or commit '" + ref + "'");
    }

    private Transport open(Repository into, String url, Duration timeout, Gateway gateway)
            throws IOException {
        try {
            Transport transport = Transport.open(into, new URIish(url));
            if (!(transport instanceof TransportHttp http)) {
                transport.close();
                throw new IOException(
                        "only http:// and https:// are supported for remote bases yet");
            }
            http.setHttpConnectionFactory(new CheckedConnections(addresses, gateway));
            http.setTagOpt(TagOpt.NO_TAGS);
            http.setTimeout((int) Math.max(1, timeout.toSeconds()));
            return http;
        } catch (URISyntaxException e) {
            throw new IOException("the URL is malformed", e);
        }
    }
}
