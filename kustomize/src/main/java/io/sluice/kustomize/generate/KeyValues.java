package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the keys and values that a generator is given as literals, files and env files.
final class KeyValues {

    private final Loader loader;
    private final String name;
    private final Budget budget;
    private final Map<String, byte[]> pairs = new LinkedHashMap<>();

    private KeyValues(Loader loader, String name, Budget budget) {
        this.budget = budget;
        this.loader = loader;
        this.name = name;
    }

    /// All pairs, paid for from `budget`.
    ///
    /// @param name the name of the generated object
    static Map<String, byte[]> load(MapNode args, Loader loader, String name, Budget budget) {
        var values = new KeyValues(loader, name, budget);
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
        budget.grow(2);
        if (pairs.putIfAbsent(key, value) != null) {
            // The reference says so of secrets, too.
            throw new RepeatedKey("configmap " + name + " illegally repeats the key `" + key + "`");
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
            key = Paths.name(source.replaceFirst("(?<=[^/])/+$", ""));
            path = source;
        } else {
            key = source.substring(0, equals);
            path = source.substring(equals + 1);
            check(source, key, path);
        }
        put(key, read(path));
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
        EnvLines.each(read(path), this::variable);
    }

    private void variable(byte[] line) {
        String entry = EnvLines.entry(line);
        if (entry.isEmpty() || entry.startsWith("#")) {
            return;
        }
        int equals = entry.indexOf('=');
        String key = equals < 0 ? entry : entry.substring(0, equals);
        if (!key.isEmpty()) {
            put(key, bytes(equals < 0 ? "" : entry.substring(equals + 1)));
        }
    }

    private byte[] read(String path) {
        byte[] content = loader.read(path);
        budget.data(content.length);
        return content;
    }
}
