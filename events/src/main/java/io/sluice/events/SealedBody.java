package io.sluice.events;

/// An object that must not be read in the log: AES-256-GCM under a key the appliers hold.
///
/// @param keyId which key
/// @param data base64 of nonce and cipher text
public record SealedBody(String keyId, String data) {

    @Override
    public String toString() {
        return "sealed with " + keyId;
    }
}
