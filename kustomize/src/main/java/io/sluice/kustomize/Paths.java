package io.sluice.kustomize;

import java.util.ArrayDeque;

/// Arithmetic on the absolute, `/`-separated paths of a [FileTree].
public final class Paths {

    private Paths() {}

    /// The path without `.`, `..` and repeated separators; never leaves `/`.
    public static String normalize(String path) {
        var parts = new ArrayDeque<String>();
        int start = 0;
        while (start <= path.length()) {
            int end = path.indexOf('/', start);
            if (end < 0) {
                end = path.length();
            }
            String part = path.substring(start, end);
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
            start = end + 1;
        }
        return "/" + String.join("/", parts);
    }

    /// The shortest path that says the same; it may be relative, and then may lead upwards.
    public static String clean(String path) {
        boolean absolute = path.startsWith("/");
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!up || !absolute) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /// `relative` seen from the directory `base`; an absolute path stays as it is.
    public static String join(String base, String relative) {
        return normalize(base + "/" + relative);
    }

    /// The directory a path lies in; `/` for the root itself.
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /// The last element of a path.
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether `path` is `directory` or lies below it.
    public static boolean within(String directory, String path) {
        return directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/");
    }

    /// How to reach `path` from `directory`, through `..` where needed.
    public static String relative(String directory, String path) {
        if (directory.equals(path)) {
            return ".";
        }
        String base = directory;
        var up = new StringBuilder();
        while (!within(base, path)) {
            up.append("../");
            base = parent(base);
        }
        String rest =
                path.equals(base) ? "" : path.substring(base.equals("/") ? 1 : base.length() + 1);
        String joined = up + rest;
        return joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }

    /// Whether a path, followed from so many directories below a root, leads above that root at any
    /// point.
    public static boolean climbsAbove(int depth, String path) {
        int at = depth;
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                at--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                at++;
            }
            if (at < 0) {
                return true;
            }
        }
        return false;
    }
}
