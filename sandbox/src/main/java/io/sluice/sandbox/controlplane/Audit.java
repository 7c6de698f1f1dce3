package io.sluice.sandbox.controlplane;

/// What the API server writes down of its requests, one JSON object per line.
public enum Audit {
    NOTHING,
    /// Who asked for what, and when.
    REQUESTS,
    /// And what they sent, but for the contents of Secrets.
    BODIES;

    private static final String START =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
            """;

    String policy() {
        return START
                + switch (this) {
                    case NOTHING -> "- level: None\n";
                    case REQUESTS -> "- level: Metadata\n";
                    case BODIES ->
                            """
                            - level: Metadata
                              resources: [{group: "", resources: [secrets]}]
                            - level: Request
                              verbs: [create, update, patch, delete, deletecollection]
                            - level: Metadata
                            """;
                };
    }
}
