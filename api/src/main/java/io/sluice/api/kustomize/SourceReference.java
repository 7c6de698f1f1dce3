package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import org.jspecify.annotations.Nullable;

/// The source a Kustomization builds from.
///
/// @param namespace the Kustomization's own if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SourceReference(
        @Nullable String apiVersion,
        @Required @SchemaFrom(type = Kind.class) String kind,
        @Required String name,
        @Nullable String namespace) {

    /// The kinds a Kustomization can build from, spelled as on the wire.
    public enum Kind {
        OCIRepository,
        GitRepository,
        Bucket,
        ExternalArtifact
    }

    /// The namespace of the source, given that of the Kustomization.
    public String effectiveNamespace(String ownNamespace) {
        return Absent.or(namespace, ownNamespace);
    }
}
