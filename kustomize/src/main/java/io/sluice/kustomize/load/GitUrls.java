package io.sluice.kustomize.load;

import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.Paths;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises and takes apart the URLs of git repositories.
///
/// The forms are `[git::][scheme://][user@]host/repository[path][?query]`, the same with a colon
/// behind the host where there is a user and no scheme, and `github.com` without either.
public final class GitUrls {

    private static final String FILE = "file://";
    private static final List<String> SCHEMES = List.of(FILE, "ssh://", "https://", "http://");
    private static final Pattern USER = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*@");
    private static final String GITHUB = "github.com";
    private static final String FORCED = "git::";
    private static final String AZURE = "_git/";
    private static final String SUFFIX = ".git";

    /// A repository at its host, and the path in it.
    private record Parts(String repository, String path) {}

    private GitUrls() {}

    /// The parts of a git URL, or null if the text is none.
    public static @Nullable GitUrl parse(String text) {
        if (text.startsWith("/")) {
            return null;
        }
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        if (isForced(address)) {
            address = address.substring(FORCED.length());
        }
        String scheme = scheme(address);
        String rest = address.substring(scheme.length());
        String host = FILE;
        if (!scheme.equals(FILE)) {
            Matcher matcher = USER.matcher(rest);
            String user = matcher.lookingAt() ? matcher.group() : "";
            rest = rest.substring(user.length());
            boolean github = startsWith(rest, GITHUB + "/") || startsWith(rest, GITHUB + ":");
            boolean colon = scheme.isEmpty() && (github || !user.isEmpty());
            if (scheme.isEmpty() && !colon) {
                return null;
            }
            int end = separator(rest, colon);
            if (end < 0) {
                return null;
            }
            host = github ? github(scheme, user) : scheme + user + rest.substring(0, end + 1);
            rest = rest.substring(end + 1);
        }
        Parts parts = split(rest, scheme.equals(FILE));
        if (parts == null || leaves(parts.path())) {
            return null;
        }
        var query = GitQuery.parse(question < 0 ? "" : text.substring(question + 1));
        return new GitUrl(
                host + parts.repository(),
                parts.path(),
                query.ref(),
                query.submodules(),
                query.timeout());
    }

    /// Whether a text has a prefix that means nothing any more.
    static boolean isForced(String text) {
        return startsWith(text, FORCED);
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static String scheme(String address) {
        for (String scheme : SCHEMES) {
            if (startsWith(address, scheme)) {
                return address.substring(0, scheme.length()).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static int separator(String rest, boolean colon) {
        int slash = rest.indexOf('/');
        int other = colon ? rest.indexOf(':') : -1;
        return slash < 0 || (other > 0 && other < slash) ? other : slash;
    }

    /// GitHub is always asked over HTTPS or, where there is a user, over SSH; ports are dropped.
    private static String github(String scheme, String user) {
        boolean ssh = scheme.equals("ssh://") || !user.isEmpty();
        return ssh ? user + GITHUB + ":" : "https://" + GITHUB + "/";
    }

    /// Where the repository ends: after `_git/NAME`, before `//`, after `.git`, else after two
    /// segments, or never for files.
    private static @Nullable Parts split(String rest, boolean file) {
        int azure = rest.indexOf(AZURE);
        if (azure >= 0) {
            int end = rest.indexOf('/', azure + AZURE.length());
            return cut(rest, end < 0 ? rest.length() : end, "/");
        }
        int twice = rest.indexOf("//");
        if (twice >= 0) {
            return twice == 0 ? null : cut(rest, twice, "//");
        }
        int suffix = rest.indexOf(SUFFIX);
        if (suffix >= 0) {
            return cut(rest, suffix + SUFFIX.length(), "");
        }
        if (file) {
            return rest.isEmpty() ? null : cut(rest, rest.length(), "");
        }
        int first = rest.indexOf('/');
        if (first < 0) {
            return null;
        }
        int second = rest.indexOf('/', first + 1);
        return cut(rest, second < 0 ? rest.length() : second, "");
    }

    /// Cuts in two; the path begins behind the delimiter and one more slash.
    private static Parts cut(String rest, int at, String delimiter) {
        String path = rest.substring(at);
        path = path.startsWith(delimiter) ? path.substring(delimiter.length()) : path;
        path = path.startsWith("/") ? path.substring(1) : path;
        return new Parts(rest.substring(0, at), path);
    }

    /// Whether a path leads out of the directory it starts in.
    private static boolean leaves(String path) {
        return !path.startsWith("/") && Paths.climbsAbove(0, path);
    }
}
