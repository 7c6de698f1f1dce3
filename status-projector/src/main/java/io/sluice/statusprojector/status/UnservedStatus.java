package io.sluice.statusprojector.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What we say in the status of a kind that is not served; whatever else stands there belongs to
/// others and stays.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UnservedStatus(
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        @Nullable Long observedGeneration) {

    /// Nothing.
    public static final UnservedStatus EMPTY = new UnservedStatus(List.of(), null, null);

    public UnservedStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
