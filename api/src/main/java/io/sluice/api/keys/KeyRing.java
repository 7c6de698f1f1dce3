package io.sluice.api.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The keys accepted now, by id, and the one to write with.
///
/// During a rotation there are two: readers accept both, writers use `currentId`.
public record KeyRing(String currentId, SortedMap<String, byte[]> keys) {
    /// The length of every key in bytes.
    public static final int KEY_LENGTH = 32;

    static final String CURRENT = "current";
    static final String KEY_PREFIX = "key.";
    private static final int MOST_KEYS = 2;
    private static final int ID_LENGTH = 4;

    public KeyRing {
        var copy = new TreeMap<String, byte[]>();
        keys.forEach((id, key) -> copy.put(id, key.clone()));
        keys = Collections.unmodifiableSortedMap(copy);
        if (!keys.containsKey(currentId)) {
            throw new IllegalArgumentException(
                    "there is no '%s%s' for the id '%s' in '%s'"
                            .formatted(KEY_PREFIX, currentId, currentId, CURRENT));
        }
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException(
                    "there are %d keys; remove all but the current and the previous one"
                            .formatted(keys.size()));
        }
        keys.forEach(KeyRing::checkLength);
    }

    /// A ring with one new key under a new id.
    public static KeyRing generate(RandomGenerator random) {
        var id = new byte[ID_LENGTH];
        var key = new byte[KEY_LENGTH];
        random.nextBytes(id);
        random.nextBytes(key);
        var currentId = HexFormat.of().formatHex(id);
        var keys = new TreeMap<String, byte[]>();
        keys.put(currentId, key);
        return new KeyRing(currentId, keys);
    }

    /// The ring in the data of a Secret: values in Base64.
    ///
    /// @throws IllegalArgumentException if that is not a ring; the message never quotes key material
    public static KeyRing fromSecretData(Map<String, String> data) {
        var current = data.get(CURRENT);
        if (current == null) {
            throw new IllegalArgumentException("there is no entry '%s'".formatted(CURRENT));
        }
        var keys = new TreeMap<String, byte[]>();
        data.forEach(
                (name, value) -> {
                    if (name.startsWith(KEY_PREFIX)) {
                        keys.put(name.substring(KEY_PREFIX.length()), decode(name, value));
                    }
                });
        var currentId = new String(decode(CURRENT, current), StandardCharsets.UTF_8);
        return new KeyRing(currentId.strip(), keys);
    }

    /// The ring as the data of a Secret.
    public SortedMap<String, String> toSecretData() {
        var encoder = Base64.getEncoder();
        var data = new TreeMap<String, String>();
        data.put(CURRENT, encoder.encodeToString(currentId.getBytes(StandardCharsets.UTF_8)));
        keys.forEach((id, key) -> data.put(KEY_PREFIX + id, encoder.encodeToString(key)));
        return Collections.unmodifiableSortedMap(data);
    }

    private static byte[] decode(String name, String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("the entry '%s' is not Base64".formatted(name));
        }
    }

    private static void checkLength(String id, byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "'%s%s' has %d bytes; a key has %d"
                            .formatted(KEY_PREFIX, id, key.length, KEY_LENGTH));
        }
    }

    /// Ids only.
    @Override
    public String toString() {
        return "KeyRing[current=%s, accepted=%s]".formatted(currentId, keys.keySet());
    }
}
