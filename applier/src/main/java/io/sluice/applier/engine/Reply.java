package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API server says to a request.
public sealed interface Reply {

    /// It did it.
    ///
    /// @param code 200, 201 or 202
    /// @param object as it is now, or a status
    record Accepted(int code, JsonNode object) implements Reply {
        /// Whether it is new.
        public boolean isCreated() {
            return code == 201;
        }

        /// Never the body.
        @Override
        public String toString() {
            return "accepted with " + code;
        }
    }

    /// It did not.
    ///
    /// @param code of HTTP
    /// @param reason in Kubernetes' words, for example `Invalid`
    /// @param message for the user; may quote values
    /// @param fields that it is about
    /// @param retryAfter when to ask again at the earliest; null if it does not say
    record Refused(
            int code,
            String reason,
            String message,
            List<String> fields,
            @Nullable Duration retryAfter)
            implements Reply {
        public Refused {
            fields = List.copyOf(fields);
        }

        /// Whether there is no such object (or no such resource).
        public boolean isNotFound() {
            return code == 404;
        }

        /// Whether somebody else was faster.
        public boolean isConflict() {
            return code == 409;
        }

        /// Whether it has too much to do for us now.
        public boolean isTooMany() {
            return code == 429;
        }

        /// Whether asking again later may help. An apply whose values have the wrong type is
        /// answered with 500, too, and never goes through.
        public boolean isTemporary() {
            boolean illTyped = code == 500 && message.contains("typed patch object");
            return isTooMany() || (code >= 500 && !illTyped);
        }
    }

    /// Nobody answered.
    ///
    /// @param silent whether we waited for an answer until the time was up
    record Unreachable(String message, boolean silent) implements Reply {}
}
