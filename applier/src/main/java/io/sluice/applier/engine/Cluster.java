package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.applier.drift.Known;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.unit.Identity;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Managed objects as one run reads and writes them.
final class Cluster {

    private static final Duration SYNC = Duration.ofSeconds(10);
    private static final String APPLY_QUERY =
            "?fieldManager=" + SeenReader.FIELD_MANAGER + "&force=true";
    private static final ResourceType ACCOUNTS =
            new ResourceType("v1", "ServiceAccount", "serviceaccounts", true);

    private final Calls calls;
    private final Target target;
    private final ResourceKey unit;
    private final Identity identity;
    private final @Nullable String account;

    /// @param unit whose run it is
    /// @param identity as whom the unit acts
    /// @throws StoppedException if that is nobody
    Cluster(Calls calls, ResourceKey unit, Identity identity) {
        this.calls = calls;
        this.target = calls.target();
        this.unit = unit;
        this.identity = identity;
        this.account =
                switch (identity) {
                    case Identity.Own _ -> null;
                    case Identity.Account named -> named.user();
                    case Identity.Nobody nobody -> throw StoppedException.refused(nobody.message());
                };
    }

    /// Whether it is not our own.
    boolean isRemote() {
        return target.isRemote();
    }

    /// Whether the account the unit acts as has gone, so that nothing can be done in its name.
    boolean isAccountGone() {
        if (!(identity instanceof Identity.Account named)) {
            return false;
        }
        var id = new ObjectId("v1", "ServiceAccount", named.namespace(), named.name());
        return calls.send(Request.get(ACCOUNTS.path(id), null)) instanceof Reply.Refused refused
                && refused.isNotFound();
    }

    /// Where objects of this kind are; empty if the API server does not know the kind.
    Optional<ResourceType> typeOf(ObjectId id) {
        return target.discovery().find(id, calls);
    }

    /// The live object: from the watch, or asked for where no watch has seen everything.
    Optional<Seen> live(ObjectId id) {
        Optional<ResourceType> type = typeOf(id);
        if (type.isEmpty() || (type.get().isNamespaced() && id.namespace().isEmpty())) {
            return Optional.empty();
        }
        Optional<Seen> watched = isWatched(type.get()) ? known(id) : look(id);
        return isForUs(watched) ? watched : look(id);
    }

    /// The live object as last seen, if it was. A manifest may name a namespace where the kind has
    /// none: the API server takes no notice, and so do we.
    Optional<Seen> known(ObjectId id) {
        boolean scoped = typeOf(id).map(ResourceType::isNamespaced).orElse(true);
        return target.objects().get(scoped ? id : id.withoutNamespace());
    }

    /// The watch sees with our own rights: what is not the unit's is seen with the unit's.
    private boolean isForUs(Optional<Seen> watched) {
        return account == null || watched.filter(seen -> !unit.equals(seen.owner())).isEmpty();
    }

    private Optional<Seen> look(ObjectId id) {
        return look(id, known(id).map(Seen::known));
    }

    /// What is kept of the live object, asked for.
    ///
    /// @param before as it was known, to tell who changed it
    Optional<Seen> look(ObjectId id, Optional<Known> before) {
        return read(id).map(object -> SeenReader.read(object, before));
    }

    /// The live object, if a watch has seen it and the unit may know what the watch knows.
    Optional<Seen> watched(ObjectId id) {
        return typeOf(id)
                .filter(this::isWatched)
                .flatMap(_ -> known(id))
                .filter(seen -> isForUs(Optional.of(seen)));
    }

    /// The live object, asked for.
    Optional<JsonNode> read(ObjectId id) {
        Optional<ResourceType> type = typeOf(id);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        return switch (calls.send(Request.get(type.get().path(id), account))) {
            case Reply.Accepted accepted -> {
                note(
                        SeenReader.read(accepted.object(), known(id).map(Seen::known)),
                        accepted.object());
                yield Optional.of(accepted.object());
            }
            case Reply.Refused refused -> {
                if (refused.isNotFound()) {
                    yield Optional.empty();
                }
                throw StoppedException.refused(
                        "%s cannot be read (%s): %s"
                                .formatted(id, refused.reason(), refused.message()));
            }
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    /// Applies an object.
    Reply apply(ResourceType type, ObjectId id, ObjectNode body) {
        return noted(patch(type.path(id) + APPLY_QUERY, Request.APPLY, body));
    }

    /// Asks what an apply would do, without doing it.
    Reply check(ResourceType type, ObjectId id, ObjectNode body) {
        return patch(type.path(id) + APPLY_QUERY + "&dryRun=All", Request.APPLY, body);
    }

    /// Patches an object (JSON patch).
    Reply patch(ResourceType type, ObjectId id, ArrayNode patch) {
        String query = "?fieldManager=" + SeenReader.FIELD_MANAGER;
        return noted(patch(type.path(id) + query, Request.JSON_PATCH, patch));
    }

    private Reply patch(String path, String contentType, JsonNode body) {
        return calls.send(
                new Request(Request.Verb.PATCH, path, contentType, body.toString(), account));
    }

    private Reply noted(Reply reply) {
        if (reply instanceof Reply.Accepted accepted) {
            note(seen(accepted.object()), accepted.object());
        }
        return reply;
    }

    /// Writes who owns which fields of an object, if it is still that version.
    Reply writeManagedFields(ResourceType type, ObjectId id, String version, JsonNode entries) {
        var patch = EventJson.mapper().createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .put("value", version);
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/managedFields")
                .set("value", entries);
        return calls.send(
                new Request(
                        Request.Verb.PATCH,
                        type.path(id) + "?fieldManager=" + SeenReader.FIELD_MANAGER,
                        Request.JSON_PATCH,
                        patch.toString(),
                        account));
    }

    /// Deletes an object, if it is still that one.
    Reply delete(ResourceType type, ObjectId id, String uid) {
        String options =
                """
                {"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Background",\
                "preconditions":{"uid":"%s"}}"""
                        .formatted(uid);
        return calls.send(
                new Request(
                        Request.Verb.DELETE, type.path(id), "application/json", options, account));
    }

    /// Asks the API server again what it serves of a group and version.
    void forget(String apiVersion) {
        target.discovery().forget(apiVersion);
    }

    /// Lets the next look at a kind of a group and version be a new one.
    void lookAgain(String apiVersion) {
        target.discovery().lookAgain(apiVersion);
    }

    /// Waits a moment.
    void pause(Duration duration) {
        calls.pause(duration);
    }

    private boolean isWatched(ResourceType type) {
        try {
            return target.watches().await(type, SYNC);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw StoppedException.superseded("interrupted");
        }
    }

    private void note(Seen seen, JsonNode object) {
        if (seen.owner() != null) {
            target.objects().put(seen, object);
        }
    }

    /// What is kept of an object that an answer holds; read once, by whoever comes first.
    Seen seen(JsonNode object) {
        String version = object.path("metadata").path("resourceVersion").asText();
        return target.objects()
                .get(SeenReader.idOf(object))
                .filter(known -> known.resourceVersion().equals(version))
                .filter(known -> known.id().apiVersion().equals(object.path("apiVersion").asText()))
                .orElseGet(() -> SeenReader.read(object));
    }
}
