package io.sluice.renderer.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Reads URLs as people write them: what may not stand in one is escaped.
final class HttpUris {

    private static final Pattern BARE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final String SAFE = "-._~:/?@!$&'()*+,;=%";

    private HttpUris() {}

    /// The URL in a text, without its fragment, which is nothing to the server.
    static URI of(String text) throws IOException {
        int fragment = text.indexOf('#');
        String url = fragment < 0 ? text : text.substring(0, fragment);
        int path = start(url);
        String rest = BARE_PERCENT.matcher(url.substring(path)).replaceAll("%25");
        var escaped = new StringBuilder(url.substring(0, path));
        for (byte b : rest.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || SAFE.indexOf(c) >= 0;
            escaped.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        try {
            return URI.create(escaped.toString());
        } catch (IllegalArgumentException e) {
            throw new IOException("the URL is malformed", e);
        }
    }

    /// Where the path or the query begins.
    private static int start(String url) {
        int scheme = url.indexOf("://");
        int at = scheme < 0 ? 0 : scheme + 3;
        while (at < url.length() && url.charAt(at) != '/' && url.charAt(at) != '?') {
            at++;
        }
        return at;
    }
}
