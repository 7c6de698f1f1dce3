package io.sluice.kustomize.load;

import io.sluice.kustomize.Inputs;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collects what a build looks at. Belongs to one build.
public final class InputRecord {

    private final TreeMap<String, String> files = new TreeMap<>();
    private final TreeSet<String> directories = new TreeSet<>();
    private final TreeSet<String> absent = new TreeSet<>();
    private final TreeSet<String> present = new TreeSet<>();
    private final TreeMap<String, String> remotes = new TreeMap<>();

    void read(String path, byte[] content) {
        files.computeIfAbsent(path, p -> sha256(content));
    }

    void listed(String path) {
        directories.add(path);
    }

    void probed(String path, boolean found) {
        (found ? present : absent).add(path);
    }

    void fetched(String url, String digest) {
        remotes.put(withoutCredentials(url), digest);
    }

    /// Forgets a page that was asked for before it was known that its URL names a repository.
    void notNeeded(String url) {
        remotes.remove(withoutCredentials(url));
    }

    /// Everything collected so far.
    public Inputs inputs() {
        return new Inputs(files, directories, absent, present, remotes);
    }

    static String withoutCredentials(String url) {
        return url.replaceFirst("^([a-zA-Z+]+://)[^/@]*@", "$1");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
