package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What became of a request at the renderer; slot `#render`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Rendered.class, name = "Rendered"),
    @JsonSubTypes.Type(value = RenderFailed.class, name = "RenderFailed"),
    @JsonSubTypes.Type(value = RenderWaiting.class, name = "Waiting"),
    @JsonSubTypes.Type(value = RenderDeferred.class, name = "Deferred")
})
public sealed interface RenderAnswer extends Outcome
        permits Rendered, RenderFailed, RenderWaiting, RenderDeferred {

    /// Whether this answer closes its request without an apply outcome (protocol 2).
    default boolean closesRequest() {
        return switch (this) {
            case RenderFailed _, RenderWaiting _ -> true;
            case Rendered _, RenderDeferred _ -> false;
        };
    }
}
