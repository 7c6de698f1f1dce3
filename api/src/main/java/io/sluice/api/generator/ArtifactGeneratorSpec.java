package io.sluice.api.generator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.CommonMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an [ArtifactGenerator] asks for.
///
/// @param pathPattern directories to find; one artifact for each
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ArtifactGeneratorSpec(
        @Required @Size(min = 1, max = 1000) @JsonInclude(JsonInclude.Include.ALWAYS)
                List<OutputArtifact> artifacts,
        @Nullable CommonMetadata commonMetadata,
        @Size(max = 1024) @Pattern("^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)/(.*)$")
                @Nullable String pathPattern,
        @Required @Size(min = 1, max = 1000) @JsonInclude(JsonInclude.Include.ALWAYS)
                List<InputSource> sources) {
    public ArtifactGeneratorSpec {
        artifacts = Absent.toEmpty(artifacts);
        sources = Absent.toEmpty(sources);
    }

    /// An object with an artifact.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record InputSource(
            @Required @Size(max = 63) @Pattern("^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$") String alias,
            @Required @SchemaFrom(type = Kind.class) String kind,
            @Required @Size(max = 253) @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$") String name,
            @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
                    @Nullable String namespace) {

        /// The values of `kind`, spelled as on the wire.
        public enum Kind {
            Bucket,
            GitRepository,
            OCIRepository,
            HelmChart,
            ExternalArtifact
        }
    }

    /// An artifact to make.
    ///
    /// @param originRevision the source whose origin it carries
    /// @param revision the source whose revision it carries
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record OutputArtifact(
            @Required @Size(min = 1) @JsonInclude(JsonInclude.Include.ALWAYS)
                    List<CopyOperation> copy,
            @Required @Size(min = 1, max = 253) String name,
            @Size(max = 64) @Pattern("^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)$")
                    @Nullable String originRevision,
            @Size(max = 64) @Pattern("^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)$")
                    @Nullable String revision) {
        public OutputArtifact {
            copy = Absent.toEmpty(copy);
        }
    }

    /// Files to put into an artifact.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record CopyOperation(
            @Size(max = 100) List<String> exclude,
            @Required
                    @Size(min = 1, max = 1024)
                    @Pattern("^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)/(.*)$")
                    String from,
            @SchemaFrom(type = Strategy.class) @Nullable String strategy,
            @Required @Size(min = 1, max = 1024) @Pattern("^@(artifact)/(.*)$") String to) {
        public CopyOperation {
            exclude = Absent.toEmpty(exclude);
        }

        /// The values of `strategy`, spelled as on the wire.
        public enum Strategy {
            Overwrite,
            Merge,
            Extract
        }
    }
}
