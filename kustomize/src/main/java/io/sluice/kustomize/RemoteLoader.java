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

    /// Fetches a repository.
    ///
    /// @throws IOException if it cannot be had; the message is shown to the user
    Checkout git(GitUrl url) throws IOException;

    /// Fetches a file.
    ///
    /// @throws IOException if it cannot be had; the message is shown to the user
    Download http(String url) throws IOException;
}
