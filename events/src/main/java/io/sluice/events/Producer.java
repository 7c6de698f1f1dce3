package io.sluice.events;

/// Who writes a record.
///
/// @param clusterUid the uid of the cluster's `kube-system` namespace
/// @param service for example `renderer`
public record Producer(String clusterUid, String service) {

    /// Reads the wire form.
    ///
    /// @throws IllegalArgumentException without a slash
    public static Producer parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not <cluster uid>/<service>: " + text);
        }
        return new Producer(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return clusterUid + "/" + service;
    }
}
