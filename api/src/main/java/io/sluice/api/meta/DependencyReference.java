package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// An object of the same kind that must be ready first.
///
/// @param namespace the referring object's own if absent
/// @param readyExpr a CEL expression over `self` and `dep` in place of the built-in check
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record DependencyReference(
        @Required String name, @Nullable String namespace, @Nullable String readyExpr) {

    /// The namespace of the dependency, given that of the object that names it.
    public String effectiveNamespace(String ownNamespace) {
        return Absent.or(namespace, ownNamespace);
    }
}
