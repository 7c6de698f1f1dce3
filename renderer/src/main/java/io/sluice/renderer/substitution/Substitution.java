package io.sluice.renderer.substitution;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Replaces variables in objects.
public interface Substitution {

    /// What became of one object.
    sealed interface Result {
        /// Its variables are replaced.
        ///
        /// @param secret whether a value from a Secret went into it
        record Done(ObjectNode body, boolean secret) implements Result {}

        /// They cannot be.
        record Failed(String message) implements Result {}
    }

    /// Replaces the variables of one object.
    ///
    /// @param body the object
    /// @param yaml the same object as YAML
    Result apply(ObjectNode body, String yaml);
}
