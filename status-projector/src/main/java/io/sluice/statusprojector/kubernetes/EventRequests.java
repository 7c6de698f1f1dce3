package io.sluice.statusprojector.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.meta.WellKnown;
import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.effects.NoticeBoard;
import io.sluice.statusprojector.notice.Notice;
import io.sluice.statusprojector.status.Live;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;

/// Creates Kubernetes Events. The name of an Event follows from what it tells, so that the API
/// server itself refuses to have one twice.
public final class EventRequests implements NoticeBoard {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;
    private static final int LONGEST_NAME = 200;
    private static final int HASH_BYTES = 8;

    private final ApiServer server;
    private final String instance;
    private final KnownEvents known;

    /// @param instance name of this process
    public EventRequests(KubernetesClient client, String instance) {
        this.server = new ApiServer(client);
        this.instance = instance;
        this.known = new KnownEvents(InstantSource.system());
    }

    @Override
    public Posting post(Notice notice, Optional<? extends Live<?, ?>> live)
            throws InterruptedException {
        String name = notice.about().namespace() + "/" + nameOf(notice);
        if (known.has(name)) {
            return new Posting.Known();
        }
        Posting posting = create(notice, live);
        if (posting instanceof Posting.Posted || posting instanceof Posting.Known) {
            known.add(name);
        }
        return posting;
    }

    private Posting create(Notice notice, Optional<? extends Live<?, ?>> live)
            throws InterruptedException {
        ApiServer.Answer answer =
                server.send(
                        "POST",
                        "/api/v1/namespaces/" + notice.about().namespace() + "/events",
                        "application/json",
                        event(notice, live).toString());
        return switch (answer.code()) {
            case CONFLICT -> new Posting.Known();
            // A namespace that goes away takes no Events any more, and one that is gone none at
            // all.
            case FORBIDDEN, NOT_FOUND, INVALID -> new Posting.Refused(answer.reason());
            default ->
                    answer.isSuccessful()
                            ? new Posting.Posted()
                            : new Posting.Unreachable(answer.reason());
        };
    }

    private ObjectNode event(Notice notice, Optional<? extends Live<?, ?>> live) {
        String time = notice.time().truncatedTo(ChronoUnit.SECONDS).toString();
        String controller = controllerOf(notice.about());
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        ObjectNode metadata = event.putObject("metadata");
        metadata.put("namespace", notice.about().namespace()).put("name", nameOf(notice));
        ObjectNode annotations = metadata.putObject("annotations");
        var all = new TreeMap<String, String>();
        live.ifPresent(one -> all.putAll(one.annotations()));
        all.keySet().removeIf(name -> !name.startsWith(WellKnown.EVENT_PREFIX));
        all.putAll(notice.metadata());
        all.forEach(annotations::put);
        ObjectNode about = event.putObject("involvedObject");
        about.put("apiVersion", apiVersionOf(notice.about()))
                .put("kind", notice.about().kind())
                .put("namespace", notice.about().namespace())
                .put("name", notice.about().name())
                .put("uid", notice.uid());
        live.filter(one -> one.uid().equals(notice.uid()))
                .ifPresent(one -> about.put("resourceVersion", one.resourceVersion()));
        event.put("type", notice.level().word())
                .put("reason", notice.reason())
                .put("message", notice.message())
                .put("firstTimestamp", time)
                .put("lastTimestamp", time)
                .put("count", 1)
                .put("reportingComponent", controller)
                .put("reportingInstance", instance);
        event.putObject("source").put("component", controller);
        return event;
    }

    /// Tools look for the names of Flux's controllers.
    private static String controllerOf(ResourceKey key) {
        return isSource(key) ? "source-controller" : "kustomize-controller";
    }

    private static String apiVersionOf(ResourceKey key) {
        return isSource(key)
                ? ResourceKind.GIT_REPOSITORY.apiVersion()
                : ResourceKind.KUSTOMIZATION.apiVersion();
    }

    private static boolean isSource(ResourceKey key) {
        return key.kind().equals(ResourceKind.GIT_REPOSITORY.name());
    }

    static String nameOf(Notice notice) {
        String name = notice.about().name();
        String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return start + "." + hash(notice.uid() + "\n" + String.join("\n", notice.identity()));
    }

    private static String hash(String text) {
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
