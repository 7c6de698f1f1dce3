package io.sluice.kustomize.load;

import io.sluice.kustomize.GitUrl;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises and takes apart the URLs of git repositories.
public final class GitUrls {

    private static final Duration TIMEOUT = Duration.ofSeconds(27);
    private static final Pattern SCHEME =
            Pattern.compile("^(?:git::)?(ssh|https?|file)://", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCP =
            Pattern.compile("^(?:git::)?([a-zA-Z][a-zA-Z0-9-]*@)([^/:]+):(.*)$", Pattern.DOTALL);
    private static final Pattern GITHUB =
            Pattern.compile("^(?:git::)?(github\\.com[:/])(.*)$", Pattern.CASE_INSENSITIVE);

    private GitUrls() {}

    /// The parts of a git URL, or null if the text is none.
    public static @Nullable GitUrl parse(String text) {
        if (text.startsWith("/") || text.isEmpty()) {
            return null;
        }
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        String query = question < 0 ? "" : text.substring(question + 1);
        Matcher scheme = SCHEME.matcher(address);
        if (scheme.find()) {
            return withScheme(address, scheme, query);
        }
        Matcher github = GITHUB.matcher(address);
        if (github.matches()) {
            return build("https://github.com/", group(github, 2), query, 2);
        }
        Matcher scp = SCP.matcher(address);
        if (scp.matches()) {
            String host = group(scp, 1) + group(scp, 2) + ":";
            return build(host, group(scp, 3), query, 2);
        }
        return null;
    }

    private static String group(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? "" : text;
    }

    private static @Nullable GitUrl withScheme(String address, Matcher scheme, String query) {
        String name = group(scheme, 1).toLowerCase(Locale.ROOT);
        String rest = address.substring(scheme.end());
        if (name.equals("file")) {
            return build("file://", rest, query, Integer.MAX_VALUE);
        }
        int slash = rest.indexOf('/');
        if (slash <= 0) {
            return null;
        }
        String host = rest.substring(0, slash + 1);
        String bare = host.substring(host.indexOf('@') + 1);
        if (bare.equalsIgnoreCase("github.com/") && !name.equals("ssh")) {
            host = host.substring(0, host.length() - bare.length()) + "github.com/";
        }
        return build(name + "://" + host, rest.substring(slash + 1), query, 2);
    }

    private static @Nullable GitUrl build(String prefix, String rest, String query, int segments) {
        int cut = split(rest, segments);
        String repository = rest.substring(0, cut);
        String path = rest.substring(cut);
        if (path.startsWith("//")) {
            path = path.substring(2);
        } else if (path.startsWith("/")) {
            path = path.substring(1);
        }
        if (repository.isEmpty()) {
            return null;
        }
        String strippedPath = path.replaceFirst("^/+", "").replaceFirst("/+$", "");
        if (("/" + strippedPath + "/").contains("/../")) {
            return null;
        }
        return withQuery(prefix + repository, strippedPath, query);
    }

    private static int split(String rest, int segments) {
        int azure = rest.indexOf("_git/");
        if (azure >= 0) {
            int end = rest.indexOf('/', azure + "_git/".length());
            int twice = rest.indexOf("//", azure);
            int cut = end < 0 ? rest.length() : end;
            return twice >= 0 && twice < cut ? twice : cut;
        }
        int twice = rest.indexOf("//");
        if (twice > 0) {
            return twice;
        }
        int suffix = rest.indexOf(".git");
        if (suffix >= 0 && (suffix + 4 == rest.length() || rest.charAt(suffix + 4) == '/')) {
            return suffix + 4;
        }
        if (segments == Integer.MAX_VALUE) {
            return rest.length();
        }
        int at = -1;
        for (int i = 0; i < segments; i++) {
            int next = rest.indexOf('/', at + 1);
            if (next < 0) {
                return i == segments - 1 && at + 1 < rest.length() ? rest.length() : 0;
            }
            at = next;
        }
        return at;
    }

    private static GitUrl withQuery(String repository, String path, String query) {
        String ref = "";
        String version = "";
        boolean submodules = true;
        Duration timeout = TIMEOUT;
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            switch (equals < 0 ? pair : pair.substring(0, equals)) {
                case "ref" -> ref = value;
                case "version" -> version = value;
                case "submodules" -> submodules = !value.equalsIgnoreCase("false");
                case "timeout" -> timeout = timeout(value);
                default -> {}
            }
        }
        String chosen = ref.isEmpty() ? version : ref;
        return new GitUrl(repository, path, chosen, submodules, timeout);
    }

    private static Duration timeout(String value) {
        Matcher m = Pattern.compile("(\\d{1,6})(s|m|h)?").matcher(value);
        if (!m.matches()) {
            return TIMEOUT;
        }
        long number = Long.parseLong(group(m, 1));
        return switch (group(m, 2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
