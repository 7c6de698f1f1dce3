package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One aspect of an object's state, with the reason in a word and a message for people.
///
/// @param status `True`, `False` or `Unknown`
/// @param observedGeneration the generation of the object the condition was computed from
/// @param lastTransitionTime when the status last changed; whole seconds
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Condition(
        @Required
                @Size(max = 316)
                @Pattern(
                        "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                                + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")
                String type,
        @Required @SchemaFrom(type = Status.class) String status,
        @Min(0) long observedGeneration,
        @Required @JsonFormat(shape = JsonFormat.Shape.STRING) Instant lastTransitionTime,
        @Required @Size(min = 1, max = 1024) @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
                String reason,
        @Required @Size(max = Condition.LONGEST_MESSAGE) @JsonInclude(JsonInclude.Include.NON_NULL)
                String message) {

    /// The longest message the schema accepts; what is longer is cut.
    public static final int LONGEST_MESSAGE = 32768;

    /// The three values of a condition's status, spelled as on the wire.
    public enum Status {
        True,
        False,
        Unknown
    }

    public Condition {
        if (lastTransitionTime != null) {
            lastTransitionTime = lastTransitionTime.truncatedTo(ChronoUnit.SECONDS);
        }
        if (message != null && message.length() > LONGEST_MESSAGE) {
            message = message.substring(0, LONGEST_MESSAGE);
        }
    }

    /// A condition with a checked status.
    public static Condition of(
            String type,
            Status status,
            long observedGeneration,
            Instant since,
            String reason,
            String message) {
        return new Condition(type, status.name(), observedGeneration, since, reason, message);
    }

    /// Whether the status is `True`.
    public boolean holds() {
        return Status.True.name().equals(status);
    }
}
