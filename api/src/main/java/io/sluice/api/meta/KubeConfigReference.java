package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Where the access to another cluster is written: a ConfigMap or a Secret.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value = "has(self.configMapRef) != has(self.secretRef)",
        message = "exactly one of configMapRef and secretRef must be set")
public record KubeConfigReference(
        @Nullable LocalReference configMapRef, @Nullable SecretKeyReference secretRef) {

    /// An entry of a Secret in the same namespace.
    ///
    /// @param key `value`, then `value.yaml` if absent
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record SecretKeyReference(@Nullable String key, @Required String name) {}
}
