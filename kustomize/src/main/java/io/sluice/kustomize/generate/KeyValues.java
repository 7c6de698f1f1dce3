package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the keys and values that a generator is given as literals, files and env files.
final class KeyValues {

    private final Loader loader;
    private final String owner;
    private final Map<String, byte[]> pairs = new LinkedHashMap<>();

    private KeyValues(Loader loader, String owner) {
        this.loader = loader;
        this.owner = owner;
    }

    /// All pairs.
    ///
    /// @param owner the generated object in messages, such as `configmap web`
    static Map<String, byte[]> load(MapNode args, Loader loader, String owner) {
        var values = new KeyValues(loader, owner);
        values.all("env source files:", Kustomization.strings(args, "envs"), values::env);
        values.all("literal sources", Kustomization.strings(args, "literals"), values::literal);
        values.all("file sources:", Kustomization.strings(args, "files"), values::file);
        return values.pairs;
    }

    private interface Source {
        void add(String text);
    }

    private void all(String name, List<String> sources, Source add) {
        for (String source : sources) {
            try {
                add.add(source);
            } catch (RepeatedKey e) {
                throw new KustomizeException(e.text);
            } catch (KustomizeException e) {
                throw e.prefixed(
                        "loading KV pairs: " + name + " [" + String.join(" ", sources) + "]: ");
            }
        }
    }

    private static final class RepeatedKey extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String text;

        RepeatedKey(String text) {
            super(text, null, false, false);
            this.text = text;
        }
    }

    private void put(String key, byte[] value) {
        if (pairs.putIfAbsent(key, value) != null) {
            throw new RepeatedKey(owner + " illegally repeats the key `" + key + "`");
        }
    }

    private void literal(String source) {
        int equals = source.indexOf('=');
        if (equals <= 0) {
            throw new KustomizeException(
                    "invalid literal source " + source + ", expected key=value");
        }
        put(source.substring(0, equals), bytes(unquoted(source.substring(equals + 1))));
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        if (last >= 1) {
            char first = value.charAt(0);
            if ((first == '"' || first == '\'') && value.charAt(last) == first) {
                return value.substring(1, last);
            }
        }
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void file(String source) {
        int equals = source.indexOf('=');
        String key;
        String path;
        if (equals < 0) {
            key = Paths.name(source);
            path = source;
        } else {
            key = source.substring(0, equals);
            path = source.substring(equals + 1);
            check(source, key, path);
        }
        put(key, loader.read(path));
    }

    private static void check(String source, String key, String path) {
        if (path.indexOf('=') >= 0) {
            throw new KustomizeException(
                    "source \"" + source + "\" key name or file path contains '='");
        }
        if (key.isEmpty()) {
            throw new KustomizeException(
                    "missing key name for file path \"" + path + "\" in source \"" + source + "\"");
        }
        if (path.isEmpty()) {
            throw new KustomizeException(
                    "missing file path for key name \"" + key + "\" in source \"" + source + "\"");
        }
    }

    private void env(String path) {
        String text;
        try {
            text = Yaml.decode(loader.read(path));
        } catch (YamlException e) {
            throw new KustomizeException(
                    "line has invalid utf8 bytes in env file " + path, path, 0);
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        for (String line : text.split("\n", -1)) {
            String entry = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            entry = entry.stripLeading();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            int equals = entry.indexOf('=');
            String key = equals < 0 ? entry : entry.substring(0, equals);
            if (!key.isEmpty()) {
                put(key, bytes(equals < 0 ? "" : entry.substring(equals + 1)));
            }
        }
    }
}
