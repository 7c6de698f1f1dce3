package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.applier.engine.Reply;
import io.sluice.applier.engine.Request;
import io.sluice.applier.engine.Request.Verb;
import io.sluice.applier.engine.ResourceType;
import io.sluice.applier.kubernetes.HttpApiServer;
import io.sluice.events.ObjectId;
import java.util.List;
import java.util.Optional;

/// Somebody who edits one object behind our back.
record Hand(HttpApiServer server, ResourceType type, ObjectId id) {

    /// What is done to an object.
    interface Deed {
        void on(Hand hand) throws InterruptedException;
    }

    static Deed merge(String manager, String yaml) {
        return hand -> hand.patch("", manager, Request.MERGE_PATCH, yaml);
    }

    static Deed mergeOf(String subresource, String manager, String yaml) {
        return hand -> hand.patch("/" + subresource, manager, Request.MERGE_PATCH, yaml);
    }

    static Deed json(String manager, String yaml) {
        return hand -> hand.patch("", manager, Request.JSON_PATCH, yaml);
    }

    /// Applies, with force, the fields beside the object's identity.
    static Deed apply(String manager, String yaml) {
        return hand -> {
            var body = (ObjectNode) TestBench.yaml(yaml);
            body.put("apiVersion", hand.type.apiVersion()).put("kind", hand.type.kind());
            body.withObjectProperty("metadata").put("name", hand.id.name());
            hand.patch("", manager + "&force=true", Request.APPLY, body.toString());
        };
    }

    static Deed delete() {
        return hand ->
                assertThat(
                                hand.server.send(
                                        new Request(
                                                Verb.DELETE,
                                                hand.path(),
                                                "application/json",
                                                "{}",
                                                null)))
                        .isInstanceOf(Reply.Accepted.class);
    }

    /// The object without what every write changes.
    Optional<JsonNode> content() {
        return object().map(
                        object -> {
                            ObjectNode copy = object.deepCopy();
                            copy.withObjectProperty("metadata")
                                    .remove(
                                            List.of(
                                                    "managedFields",
                                                    "resourceVersion",
                                                    "generation",
                                                    "creationTimestamp",
                                                    "uid"));
                            return copy.without(List.of("status"));
                        });
    }

    /// The object as it is, if it is.
    Optional<JsonNode> object() {
        try {
            return server.send(Request.get(path(), null)) instanceof Reply.Accepted accepted
                    ? Optional.of(accepted.object())
                    : Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void patch(String subresource, String manager, String contentType, String yaml)
            throws InterruptedException {
        Reply reply =
                server.send(
                        new Request(
                                Verb.PATCH,
                                path() + subresource + "?fieldManager=" + manager,
                                contentType,
                                TestBench.yaml(yaml).toString(),
                                null));
        if (reply instanceof Reply.Refused refused) {
            throw new AssertionError(refused.message());
        }
    }

    private String path() {
        return type.path(id);
    }
}
