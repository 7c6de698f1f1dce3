package io.sluice.applier.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a kubeconfig must not hold.
final class KubeconfigRules {

    private static final String SWITCHED_OFF =
            "%s, and that is switched off here: put the credentials themselves into it (token, *-data),"
                    + " or let the operator set SLUICE_APPLIER_INSECURE_KUBECONFIG_EXEC";
    private static final List<String> FILES =
            List.of("client-certificate", "client-key", "tokenFile");
    private static final List<String> UNKNOWN_IDENTITIES = List.of("as-uid", "as-user-extra");

    private static final Pattern CREDENTIALS = Pattern.compile("^[a-z]+://[^/?#]*@");

    private KubeconfigRules() {}

    static Optional<String> refusal(JsonNode cluster, JsonNode user, Kubeconfig.Rules rules) {
        String server = cluster.path("server").asText();
        if (!server.startsWith("https://") && !server.startsWith("http://")) {
            return Optional.of("its cluster has no server that begins with https://");
        }
        if (CREDENTIALS.matcher(server).find()) {
            // the address is quoted in messages
            return Optional.of("its cluster's server holds credentials: put them into its user");
        }
        if (cluster.hasNonNull("tls-server-name")) {
            return Optional.of("its cluster has a tls-server-name, which is not supported");
        }
        if (user.hasNonNull("auth-provider")) {
            return Optional.of(
                    "its user has an auth-provider, which Kubernetes no longer has: use a token");
        }
        for (String field : UNKNOWN_IDENTITIES) {
            if (user.hasNonNull(field)) {
                return Optional.of(
                        "its user has %s, which is not supported: name a spec.serviceAccountName"
                                .formatted(field));
            }
        }
        return rules.programs() ? Optional.empty() : borrowing(cluster, user);
    }

    static boolean isBorrowing(JsonNode user) {
        return user.hasNonNull("exec") || FILES.stream().anyMatch(user::hasNonNull);
    }

    private static Optional<String> borrowing(JsonNode cluster, JsonNode user) {
        if (user.hasNonNull("exec")) {
            return Optional.of(SWITCHED_OFF.formatted("its user runs a program (exec)"));
        }
        if (cluster.hasNonNull("certificate-authority")) {
            return Optional.of(
                    SWITCHED_OFF.formatted("its cluster names a file (certificate-authority)"));
        }
        return FILES.stream()
                .filter(user::hasNonNull)
                .findFirst()
                .map(field -> SWITCHED_OFF.formatted("its user names a file (" + field + ")"));
    }
}
