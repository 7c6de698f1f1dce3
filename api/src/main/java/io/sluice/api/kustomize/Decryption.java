package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// How encrypted files are read.
///
/// @param secretRef a Secret with keys
/// @param serviceAccountName for key services, by workload identity
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Decryption(
        @Required @SchemaFrom(type = Provider.class) String provider,
        @Nullable LocalReference secretRef,
        @Nullable String serviceAccountName) {

    /// The tools files can be encrypted with, spelled as on the wire.
    public enum Provider {
        sops
    }
}
