package io.sluice.kustomize.load;

import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.RemoteLoader;
import java.io.IOException;
import java.util.regex.Pattern;

/// Fetches what a build names by URL, records it and words what goes wrong.
final class RemoteFiles {

    private static final Pattern HTTP =
            Pattern.compile("https?://[^\\s\\p{Cntrl}/?#]*([/?#].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /// Stands for the digest of what could not be had, which may be different the next time.
    private static final String UNAVAILABLE = "unavailable";

    private final BuildContext context;

    RemoteFiles(BuildContext context) {
        this.context = context;
    }

    /// Whether a text names a file on the web; what is no URL in its outset names a local file.
    static boolean isHttp(String text) {
        int end = text.indexOf('?');
        String address = end < 0 ? text : text.substring(0, end);
        return HTTP.matcher(text).matches()
                && balanced(address)
                && !BAD_ESCAPE.matcher(address).find();
    }

    private static boolean balanced(String address) {
        return (address.indexOf('[') < 0) == (address.indexOf(']') < 0);
    }

    byte[] download(String url) {
        RemoteLoader remotes = context.options().remotes();
        String shown = InputRecord.withoutCredentials(url);
        if (remotes == null) {
            throw KustomizeException.decisive(
                    "remote resource '"
                            + shown
                            + "' is not allowed: remote bases are switched off");
        }
        try {
            var download = remotes.http(url);
            context.record().fetched(url, download.digest());
            context.spendBytes(download.bytes().length);
            return download.bytes();
        } catch (RemoteLoader.StatusException e) {
            context.record().fetched(url, UNAVAILABLE);
            if (GitUrls.parse(url) != null) {
                throw new KustomizeException("URL is a git repository");
            }
            throw KustomizeException.decisive("HTTP Error: status code " + e.status());
        } catch (IOException e) {
            context.record().fetched(url, UNAVAILABLE);
            throw new KustomizeException("Get \"" + shown + "\": " + e.getMessage());
        }
    }

    RemoteLoader.Checkout checkout(GitUrl url, String text) {
        String shown = InputRecord.withoutCredentials(url.repository());
        RemoteLoader remotes = context.options().remotes();
        if (remotes == null) {
            throw new KustomizeException(
                    "remote base '" + shown + "' is not allowed: remote bases are switched off");
        }
        String recorded = url.repository() + "?ref=" + url.ref();
        try {
            var checkout = remotes.git(url);
            context.record().notNeeded(text);
            context.record().fetched(recorded, checkout.digest());
            return checkout;
        } catch (IOException e) {
            context.record().fetched(recorded, UNAVAILABLE);
            throw new KustomizeException("cannot fetch " + shown + ": " + e.getMessage());
        }
    }
}
