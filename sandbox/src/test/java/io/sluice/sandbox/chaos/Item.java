package io.sluice.sandbox.chaos;

import java.util.Comparator;

/// One object that Git may hold.
record Item(Kind kind, String namespace, String name) implements Comparable<Item> {

    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::kind)
                    .thenComparing(Item::namespace)
                    .thenComparing(Item::name);

    /// The kinds the repository uses; one of them is defined in it.
    enum Kind {
        CONFIG_MAP("v1", "ConfigMap", "configmaps"),
        SECRET("v1", "Secret", "secrets"),
        SERVICE("v1", "Service", "services"),
        SERVICE_ACCOUNT("v1", "ServiceAccount", "serviceaccounts"),
        DEFINITION(
                "apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions"),
        GADGET("chaos.example/v1", "Gadget", "gadgets");

        private final String apiVersion;
        private final String type;
        private final String plural;

        Kind(String apiVersion, String type, String plural) {
            this.apiVersion = apiVersion;
            this.type = type;
            this.plural = plural;
        }

        String apiVersion() {
            return apiVersion;
        }

        String type() {
            return type;
        }

        String plural() {
            return plural;
        }

        String group() {
            int slash = apiVersion.indexOf('/');
            return slash < 0 ? "" : apiVersion.substring(0, slash);
        }

        String version() {
            return apiVersion.substring(apiVersion.indexOf('/') + 1);
        }

        boolean isNamespaced() {
            return this != DEFINITION;
        }

        /// Whether any unit may hold it.
        boolean isCommon() {
            return this != DEFINITION && this != GADGET;
        }
    }

    /// The definition of the kind that the repository brings itself.
    static final Item DEFINITION = new Item(Kind.DEFINITION, "", "gadgets.chaos.example");

    /// As inventories write it.
    String id() {
        return namespace + "_" + name + "_" + kind.group() + "_" + kind.type();
    }

    @Override
    public int compareTo(Item other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.type() + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
