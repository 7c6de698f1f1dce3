package io.sluice.sandbox.demo;

import java.util.SortedMap;
import java.util.TreeMap;

/// What Git says of one object.
///
/// @param present whether it must exist
/// @param fields values at JSON pointers, as text
public record Expectation(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        boolean present,
        SortedMap<String, String> fields) {

    public Expectation {
        fields = new TreeMap<>(fields);
    }

    /// An object that must exist; fields follow.
    public static Expectation of(String apiVersion, String kind, String namespace, String name) {
        return new Expectation(apiVersion, kind, namespace, name, true, new TreeMap<>());
    }

    /// An object that must exist.
    public static Expectation exists(
            String apiVersion, String kind, String namespace, String name) {
        return of(apiVersion, kind, namespace, name);
    }

    /// An object that must not exist.
    public static Expectation absent(
            String apiVersion, String kind, String namespace, String name) {
        return new Expectation(apiVersion, kind, namespace, name, false, new TreeMap<>());
    }

    /// The same with one more field.
    public Expectation with(String pointer, String value) {
        SortedMap<String, String> more = new TreeMap<>(fields);
        more.put(pointer, value);
        return new Expectation(apiVersion, kind, namespace, name, present, more);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
