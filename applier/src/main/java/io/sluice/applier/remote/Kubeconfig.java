package io.sluice.applier.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is used of a kubeconfig: cluster and user of its current context. Who may write a Secret
/// must not thereby run programs or read files here, so whatever does that is refused.
public sealed interface Kubeconfig {

    /// It leads to a cluster.
    ///
    /// @param server the API server's address
    /// @param trust how the server proves who it is
    /// @param login how we prove who we are
    /// @param proxy on the way; null for none
    record Usable(String server, Trust trust, Login login, @Nullable String proxy)
            implements Kubeconfig {

        /// Never what is secret.
        @Override
        public String toString() {
            return "kubeconfig of " + server;
        }
    }

    /// It must not or cannot be used.
    ///
    /// @param message says what to change; never quotes values
    record Refused(String message) implements Kubeconfig {}

    /// How the server proves who it is.
    ///
    /// @param authority certificates in base64; null for those of the system
    /// @param authorityFile null unless files are allowed
    /// @param blind whether any certificate will do
    record Trust(@Nullable String authority, @Nullable String authorityFile, boolean blind) {}

    /// How we prove who we are.
    ///
    /// @param token null for none
    /// @param certificate in base64; null for none
    /// @param key of the certificate
    /// @param username null for none
    /// @param password of the user name
    /// @param user to act as, unless the unit names an account; null for none
    /// @param groups to act as a member of
    /// @param borrowed what comes from files and programs; null unless they are allowed
    record Login(
            @Nullable String token,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable String username,
            @Nullable String password,
            @Nullable String user,
            List<String> groups,
            @Nullable Borrowed borrowed) {
        public Login {
            groups = List.copyOf(groups);
        }

        /// Never what is secret.
        @Override
        public String toString() {
            return "login";
        }
    }

    /// What is not in the kubeconfig itself.
    ///
    /// @param tokenFile null for none
    /// @param certificateFile null for none
    /// @param keyFile null for none
    /// @param program the field `exec`; missing for none
    record Borrowed(
            @Nullable String tokenFile,
            @Nullable String certificateFile,
            @Nullable String keyFile,
            JsonNode program) {

        /// The program's arguments may be secret.
        @Override
        public String toString() {
            return "borrowed login";
        }
    }

    /// What the operator allows.
    ///
    /// @param programs whether kubeconfigs may run programs and name files
    /// @param blindTrust whether they may switch off the check of certificates
    record Rules(boolean programs, boolean blindTrust) {}

    /// Reads a kubeconfig.
    static Kubeconfig read(JsonNode tree, Rules rules) {
        String current = tree.path("current-context").asText();
        Optional<JsonNode> context = named(tree.path("contexts"), current, "context");
        if (context.isEmpty()) {
            return new Refused(
                    "its current-context '%s' is not among its contexts".formatted(current));
        }
        String clusterName = context.get().path("cluster").asText();
        Optional<JsonNode> cluster = named(tree.path("clusters"), clusterName, "cluster");
        if (cluster.isEmpty()) {
            return new Refused("it has no cluster '%s'".formatted(clusterName));
        }
        String userName = context.get().path("user").asText();
        Optional<JsonNode> user = named(tree.path("users"), userName, "user");
        if (user.isEmpty()) {
            return new Refused("it has no user '%s'".formatted(userName));
        }
        Optional<String> refusal = KubeconfigRules.refusal(cluster.get(), user.get(), rules);
        return refusal.<Kubeconfig>map(Refused::new)
                .orElseGet(() -> usable(cluster.get(), user.get(), rules));
    }

    private static Kubeconfig usable(JsonNode cluster, JsonNode user, Rules rules) {
        return new Usable(
                cluster.path("server").asText(),
                new Trust(
                        text(cluster, "certificate-authority-data"),
                        text(cluster, "certificate-authority"),
                        rules.blindTrust() && cluster.path("insecure-skip-tls-verify").asBoolean()),
                login(user),
                text(cluster, "proxy-url"));
    }

    private static Login login(JsonNode user) {
        List<String> groups = new ArrayList<>();
        user.path("as-groups").forEach(group -> groups.add(group.asText()));
        var borrowed =
                new Borrowed(
                        text(user, "tokenFile"),
                        text(user, "client-certificate"),
                        text(user, "client-key"),
                        user.path("exec"));
        return new Login(
                text(user, "token"),
                text(user, "client-certificate-data"),
                text(user, "client-key-data"),
                text(user, "username"),
                text(user, "password"),
                text(user, "as"),
                groups,
                KubeconfigRules.isBorrowing(user) ? borrowed : null);
    }

    private static Optional<JsonNode> named(JsonNode list, String name, String field) {
        for (JsonNode entry : list) {
            if (entry.path("name").asText().equals(name) && entry.path(field).isObject()) {
                return Optional.of(entry.path(field));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String text(JsonNode node, String field) {
        String value = node.path(field).asText();
        return value.isBlank() ? null : value;
    }
}
