package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import java.util.Map;

/// Which namespaces may refer to an object; accepted and never enforced, as in Flux.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AccessFrom(
        @Required @JsonInclude(JsonInclude.Include.ALWAYS)
                List<NamespaceSelector> namespaceSelectors) {
    public AccessFrom {
        namespaceSelectors = Absent.toEmpty(namespaceSelectors);
    }

    /// Namespaces by their labels; all if there are none.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record NamespaceSelector(Map<String, String> matchLabels) {
        public NamespaceSelector {
            matchLabels = Absent.toEmpty(matchLabels);
        }
    }
}
