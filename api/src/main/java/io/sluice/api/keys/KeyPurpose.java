package io.sluice.api.keys;

/// What a ring of keys is for, and the Secret it lives in.
public enum KeyPurpose {
    /// Signs the records of the log.
    LOG_HMAC("sluice-log-hmac"),
    /// Seals Secret objects on their way through the log.
    SEALING("sluice-sealing");

    private final String secretName;

    KeyPurpose(String secretName) {
        this.secretName = secretName;
    }

    /// The name of the Secret in our namespace.
    public String secretName() {
        return secretName;
    }
}
