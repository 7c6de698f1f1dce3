package io.sluice.applier.unit;

import io.sluice.events.ResourceKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// As whom a unit acts in the cluster its objects are in.
public sealed interface Identity {

    /// What the API server accepts as the name of a service account; no other text goes into a
    /// header.
    Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    /// As ourselves, or as whom the other cluster's kubeconfig says.
    record Own() implements Identity {}

    /// As a service account of the unit's own namespace.
    record Account(String namespace, String name) implements Identity {

        /// The account as the API server names it.
        public String user() {
            return "system:serviceaccount:" + namespace + ":" + name;
        }
    }

    /// As nobody: what the unit names is no account, and that must not lead to our own rights.
    ///
    /// @param message says what to change
    record Nobody(String message) implements Identity {}

    /// Whom a unit means.
    ///
    /// @param named `spec.serviceAccountName`; null if it is left out
    /// @param fallback the account of units that name none; null if those act as ourselves
    static Identity of(ResourceKey unit, @Nullable String named, @Nullable String fallback) {
        if (named == null || (named.isEmpty() && fallback != null)) {
            return fallback == null ? new Own() : new Account(unit.namespace(), fallback);
        }
        if (named.isBlank()) {
            return new Nobody(
                    "spec.serviceAccountName of %s is empty: name a service account of the namespace %s, or remove the field"
                            .formatted(unit, unit.namespace()));
        }
        return isName(named)
                ? new Account(unit.namespace(), named)
                : new Nobody(
                        "spec.serviceAccountName of %s is not the name of a service account: use lower case letters, digits, '-' and '.'"
                                .formatted(unit));
    }

    /// Whether a service account may be called so.
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
