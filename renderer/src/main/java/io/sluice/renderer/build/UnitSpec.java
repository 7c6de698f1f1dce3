package io.sluice.renderer.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.PostBuild;
import io.sluice.events.ApplySpec;
import io.sluice.events.RenderFailed;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.renderer.desiredstate.ApplySpecs;
import io.sluice.renderer.desiredstate.CanonicalJson;
import io.sluice.renderer.desiredstate.Failures;
import io.sluice.renderer.desiredstate.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit's spec, as the renderer reads it.
///
/// @param unit whose spec it is
/// @param kustomization the spec, typed
/// @param digest of the renderer's part of it
/// @param apply the applier's part of it
public record UnitSpec(
        ResourceKey unit, KustomizationSpec kustomization, String digest, ApplySpec apply) {

    /// The fields that decide what is built.
    private static final List<String> RENDERED =
            List.of(
                    "buildMetadata",
                    "commonMetadata",
                    "components",
                    "decryption",
                    "ignoreMissingComponents",
                    "images",
                    "namePrefix",
                    "nameSuffix",
                    "patches",
                    "path",
                    "postBuild",
                    "targetNamespace");

    /// What became of reading a spec.
    public sealed interface Reading {
        /// It can be built.
        record Read(UnitSpec spec) implements Reading {}

        /// It cannot.
        record Refused(RenderFailed failure) implements Reading {}
    }

    /// Reads the spec of a request.
    public static Reading read(ResourceKey unit, JsonNode spec) {
        if (!unit.kind().equals("Kustomization")) {
            return refused("units of kind " + unit.kind() + " are not supported yet");
        }
        KustomizationSpec typed;
        try {
            typed = EventJson.mapper().treeToValue(spec, KustomizationSpec.class);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            return refused("the spec of %s cannot be read: %s".formatted(unit, e.getMessage()));
        }
        if (typed == null || typed.interval() == null) {
            return refused("spec.interval of %s is missing".formatted(unit));
        }
        if (typed.decryption() != null) {
            return refused(
                    "spec.decryption is not supported yet; remove it, or leave this unit to Flux");
        }
        String digest = Sha256.of(CanonicalJson.bytesOf(renderedPart(spec)));
        return new Reading.Read(new UnitSpec(unit, typed, digest, ApplySpecs.of(typed)));
    }

    /// The variables asked for; null if there is no `postBuild`.
    public @Nullable PostBuild postBuild() {
        return kustomization.postBuild();
    }

    private static Reading refused(String message) {
        return new Reading.Refused(Failures.declaration(message));
    }

    private static ObjectNode renderedPart(JsonNode spec) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        for (String field : RENDERED) {
            JsonNode value = spec.get(field);
            if (value != null && !value.isNull()) {
                part.set(field, value);
            }
        }
        return part;
    }
}
