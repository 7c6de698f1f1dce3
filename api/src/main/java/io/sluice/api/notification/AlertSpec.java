package io.sluice.api.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.LocalReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an [Alert] asks for.
///
/// @param eventMetadata added to every event
/// @param exclusionList regular expressions; a message that matches one is not sent
/// @param inclusionList regular expressions; a message must match one if there are any
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AlertSpec(
        Map<String, String> eventMetadata,
        @Default("info") @SchemaFrom(type = Severity.class) @Nullable String eventSeverity,
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) List<EventSource> eventSources,
        List<String> exclusionList,
        List<String> inclusionList,
        @Required LocalReference providerRef,
        @Size(max = 255) @Nullable String summary,
        boolean suspend) {
    public AlertSpec {
        eventMetadata = Absent.toEmpty(eventMetadata);
        eventSources = Absent.toEmpty(eventSources);
        exclusionList = Absent.toEmpty(exclusionList);
        inclusionList = Absent.toEmpty(inclusionList);
    }

    /// The values of `eventSeverity`, spelled as on the wire.
    public enum Severity {
        info,
        error
    }

    /// Objects whose events count.
    ///
    /// @param matchLabels only with the name `*`
    /// @param name `*` for all
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record EventSource(
            @Nullable String apiVersion,
            @Required @SchemaFrom(type = Kind.class) String kind,
            Map<String, String> matchLabels,
            @Required @Size(min = 1, max = 253) String name,
            @Size(min = 1, max = 253) @Nullable String namespace) {
        public EventSource {
            matchLabels = Absent.toEmpty(matchLabels);
        }

        /// The values of `kind`, spelled as on the wire.
        public enum Kind {
            Bucket,
            GitRepository,
            OCIRepository,
            HelmRepository,
            HelmChart,
            ExternalArtifact,
            ArtifactGenerator,
            Kustomization,
            HelmRelease,
            ImageRepository,
            ImagePolicy,
            ImageUpdateAutomation
        }
    }
}
