package io.sluice.kustomize.schema;

import io.sluice.kustomize.yaml.GoQuote;
import org.jspecify.annotations.Nullable;

/// Tells what Go finds wrong with a URL. Addresses and user names are looked at only roughly.
final class GoUrl {

    private GoUrl() {}

    /// Why the text is no URL, or null if it is one.
    static @Nullable String problem(String text) {
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        String problem = parsed(url);
        String of = url;
        if (problem == null && hash >= 0) {
            problem = escapes(text.substring(hash + 1));
            of = text;
        }
        return problem == null ? null : "parse " + GoQuote.quote(of) + ": " + problem;
    }

    private static @Nullable String parsed(String url) {
        if (url.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            return "net/url: invalid control character in URL";
        }
        int colon = scheme(url);
        if (colon == 0) {
            return "missing protocol scheme";
        }
        String rest = colon < 0 ? url : url.substring(colon + 1);
        int query = rest.indexOf('?');
        rest = query < 0 ? rest : rest.substring(0, query);
        if (!rest.startsWith("/")) {
            if (colon > 0) {
                return null;
            }
            String first = rest.split("/", -1)[0];
            return first.indexOf(':') >= 0
                    ? "first path segment in URL cannot contain colon"
                    : escapes(rest);
        }
        if (rest.startsWith("//") && (colon > 0 || !rest.startsWith("///"))) {
            String authority = rest.substring(2).split("/", -1)[0];
            String problem = host(authority.substring(authority.lastIndexOf('@') + 1));
            if (problem != null) {
                return problem;
            }
            rest = rest.substring(2 + authority.length());
        }
        return escapes(rest);
    }

    /// Where the scheme ends; -1 without one, 0 if it is empty.
    private static int scheme(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (c == ':') {
                return i;
            }
            if (!letter && (!later || i == 0)) {
                return -1;
            }
        }
        return -1;
    }

    private static @Nullable String host(String host) {
        int colon = host.lastIndexOf(':');
        if (host.startsWith("[")) {
            int close = host.lastIndexOf(']');
            if (close < 0) {
                return "missing ']' in host";
            }
            return port(host.substring(close + 1));
        }
        String problem = colon < 0 ? null : port(host.substring(colon));
        if (problem != null) {
            return problem;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == ' ' || c == '\\' || c == '^' || c == '`' || c == '{') {
                return "invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name";
            }
        }
        return escapes(host);
    }

    private static @Nullable String port(String port) {
        boolean good = port.isEmpty() || port.matches(":[0-9]*");
        return good ? null : "invalid port " + GoQuote.quote(port) + " after host";
    }

    private static @Nullable String escapes(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            String escape = text.substring(i, Math.min(i + 3, text.length()));
            if (!escape.matches("%[0-9a-fA-F]{2}")) {
                return "invalid URL escape " + GoQuote.quote(escape);
            }
        }
        return null;
    }
}
