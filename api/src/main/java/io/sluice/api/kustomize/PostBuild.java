package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is done to the manifests after the build: variables are replaced.
///
/// @param substitute variables and their values; these win over those of `substituteFrom`
/// @param substituteFrom ConfigMaps and Secrets with variables; later ones win
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PostBuild(
        Map<String, String> substitute,
        List<VariableSource> substituteFrom,
        @SchemaFrom(type = Strategy.class) @Nullable String substituteStrategy) {
    public PostBuild {
        substitute = Absent.toEmpty(substitute);
        substituteFrom = Absent.toEmpty(substituteFrom);
    }

    /// When variables are replaced, spelled as on the wire.
    public enum Strategy {
        /// When there is at least one variable; the default.
        WithVariables,
        /// Also without any, so that defaults written in the manifests apply.
        Always
    }

    /// A ConfigMap or Secret whose entries are variables.
    ///
    /// @param optional whether it may be missing
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record VariableSource(
            @Required @SchemaFrom(type = Kind.class) String kind,
            @Required @Size(min = 1, max = 253) String name,
            @Default("false") boolean optional) {

        /// What can hold variables, spelled as on the wire.
        public enum Kind {
            Secret,
            ConfigMap
        }
    }

    /// The strategy; absent or unknown is the default.
    public Strategy effectiveStrategy() {
        return Strategy.Always.name().equals(substituteStrategy)
                ? Strategy.Always
                : Strategy.WithVariables;
    }
}
