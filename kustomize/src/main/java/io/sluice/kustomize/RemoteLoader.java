package io.sluice.kustomize;

import java.io.IOException;

/// Fetches what a kustomization names by URL.
public interface RemoteLoader {

    /// A repository at one revision.
    ///
    /// @param tree its files
    /// @param digest the commit that was fetched
    record Checkout(FileTree tree, String digest) {}

    /// A file fetched over HTTP.
    ///
    /// @param bytes its content
    /// @param digest a digest of the content
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Download(byte[] bytes, String digest) {}

    /// A server answers, but not with the file.
    final class StatusException extends IOException {

        private static final long serialVersionUID = 1L;

        private final String status;

        /// @param status the code and, in parentheses, its meaning, such as `404 (Not Found)`
        public StatusException(String status) {
            super("status " + status);
            this.status = status;
        }

        /// The code and its meaning.
        public String status() {
            return status;
        }
    }

    /// Fetches a repository.
    ///
    /// @throws IOException if it cannot be had; the message is shown to the user
    Checkout git(GitUrl url) throws IOException;

    /// Fetches a file.
    ///
    /// @throws StatusException if the server answers that there is none to be had
    /// @throws IOException if it cannot be had; the message is shown to the user
    Download http(String url) throws IOException;
}
