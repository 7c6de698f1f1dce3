package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.JsonTree;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object in a build, with its history. Belongs to one build.
public final class Resource {

    private MapNode root;
    private @Nullable JsonTree json;
    private final Scopes scopes;
    private final @Nullable String file;
    private final List<String> referenceVars = new ArrayList<>();
    private final Transformations transformations = new Transformations();
    private final FormerIds formerIds = new FormerIds();
    private ResId lastId = ResId.NONE;
    private @Nullable ResId currentId;
    private @Nullable List<ResId> previousIds;
    private @Nullable Boolean presentIdNoted;
    private int notedAgain;

    /// An object that came from `file`.
    public Resource(MapNode root, Scopes scopes, @Nullable String file) {
        this.root = root;
        this.scopes = scopes;
        this.file = file;
    }

    /// The object itself. Whoever changes it calls [#touch()] afterwards.
    public MapNode root() {
        JsonTree tree = json;
        if (tree != null) {
            json = null;
            tree.ordered();
        }
        return root;
    }

    /// The object for one who only looks.
    private MapNode seen() {
        return json == null ? root : json.ordered();
    }

    /// Whether nothing is left of the object.
    public boolean isEmpty() {
        return root.entries().isEmpty();
    }

    /// The object if nobody has had it but JSON patches since one made JSON of it, otherwise null.
    public @Nullable JsonTree json() {
        return json;
    }

    /// Replaces the object by one that is JSON, until somebody asks for the [#root()], who may change it.
    public void json(JsonTree tree) {
        root = tree.root();
        json = tree;
        touch();
    }

    /// Replaces the object.
    public void root(MapNode value) {
        root = value;
        json = null;
        touch();
    }

    /// Forgets what was derived from the object.
    public void touch() {
        currentId = null;
        previousIds = null;
        presentIdNoted = null;
    }

    /// A deep copy.
    public Resource copy() {
        var copy = new Resource(root().copy(), scopes, file);
        copy.referenceVars.addAll(referenceVars);
        copy.notedAgain = notedAgain;
        return copy;
    }

    /// The file it came from.
    public @Nullable String file() {
        return file;
    }

    /// Where it came from, as an annotation tells, or null.
    ///
    /// @throws KustomizeException if what the annotation says is no origin
    public @Nullable Origin origin() {
        String text = annotation(Annotations.ORIGIN);
        return text == null ? null : OriginReader.origin(text);
    }

    /// Notes where it came from.
    public void origin(Origin value) {
        annotation(Annotations.ORIGIN, value.yaml("", ""));
    }

    /// Notes what changed the resource.
    void changed(ChangeNote change) {
        transformations.note(this, change);
    }

    /// The text of an annotation, for who replaces it by another text, which leaves JSON what is JSON; null if the
    /// annotations would look different once they are written.
    @Nullable ScalarNode textAnnotation(String key) {
        return Transformations.text(root, json, key);
    }

    /// The `apiVersion` field; a null that is spelled out counts as a version of that name.
    public String apiVersion() {
        return root.get("apiVersion") instanceof ScalarNode scalar ? scalar.text() : "";
    }

    /// The `kind` field.
    public String kind() {
        return root.text("kind");
    }

    /// The type.
    public Gvk gvk() {
        return currentId().gvk();
    }

    /// `metadata.name`.
    public String name() {
        return root.get("metadata") instanceof MapNode metadata ? metadata.text("name") : "";
    }

    /// `metadata.namespace`.
    public String namespace() {
        return root.get("metadata") instanceof MapNode metadata ? metadata.text("namespace") : "";
    }

    /// Sets `metadata.name`.
    public void name(String value) {
        setText(metadataMap(), "name", value);
    }

    /// Sets `metadata.namespace`; empty removes it.
    public void namespace(String value) {
        if (value.isEmpty()) {
            metadataMap().remove("namespace");
            touch();
        } else {
            setText(metadataMap(), "namespace", value);
        }
    }

    /// Sets the kind.
    public void kind(String value) {
        setText(root(), "kind", value);
    }

    private void setText(MapNode map, String field, String value) {
        if (map.get(field) instanceof ScalarNode scalar) {
            scalar.text(value);
            scalar.tag(Tag.NONE);
            scalar.explicitTag(false);
        } else {
            map.put(field, value);
        }
        touch();
    }

    private MapNode metadataMap() {
        return Annotations.metadata(root());
    }

    /// What identifies it now.
    public ResId currentId() {
        ResId id = currentId;
        if (id == null) {
            Gvk gvk = Gvk.of(lastId.gvk(), apiVersion(), kind());
            id = lastId.or(gvk, name(), namespace(), scopes.clusterScoped(gvk));
            lastId = id;
            currentId = id;
        }
        return id;
    }

    /// What identified it before, oldest first.
    public List<ResId> previousIds() {
        List<ResId> ids = previousIds;
        if (ids == null) {
            ids = formerIds.of(this, scopes);
            previousIds = ids;
        }
        return ids;
    }

    /// What identified it first.
    public ResId originalId() {
        List<ResId> previous = previousIds();
        return previous.isEmpty() ? currentId() : previous.getFirst();
    }

    /// Whether it has ever been what `id` names.
    public boolean everWas(ResId id) {
        return currentId().same(id) || previousIds().stream().anyMatch(id::same);
    }

    /// Whether the present identity is the one that was noted last, so that it would not be noted again.
    public boolean isPresentIdNoted() {
        Boolean noted = presentIdNoted;
        if (noted == null) {
            noted = History.isNoted(currentId(), this::annotation);
            presentIdNoted = noted;
        }
        return noted;
    }

    /// Notes the present identity before it changes.
    ///
    /// @return how many characters this took
    public int storePreviousId() {
        int before = historyLength();
        boolean noted = isPresentIdNoted();
        notedAgain += noted ? 1 : 0;
        if (formerIds.note(HistoryTexts.of(root()), currentId(), noted)) {
            previousIds = null;
            presentIdNoted = null;
        } else {
            Annotations.add(root(), History.with(currentId(), annotations()));
            touch();
        }
        return historyLength() - before;
    }

    /// How many characters tell what identified it before.
    public int historyLength() {
        return History.length(this);
    }

    /// The annotations that tell it, if they are as they are written.
    @Nullable HistoryTexts historyTexts() {
        return HistoryTexts.of(root);
    }

    /// How often the identity was to be noted that was noted last: to the reference that is a change.
    public int notedAgain() {
        return notedAgain;
    }

    /// Notes a prefix or suffix added to the name.
    public void noteAffix(String annotation, String value) {
        if (!History.append(root(), annotation, value)) {
            touch();
        }
    }

    /// The prefixes or suffixes added to the name, in order.
    public List<String> affixes(String annotation) {
        String value = annotation(annotation);
        return value == null || value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    /// One annotation, or null.
    public @Nullable String annotation(String key) {
        return Annotations.read(root, "annotations", key);
    }

    /// All annotations.
    public Map<String, String> annotations() {
        return Annotations.read(seen(), "annotations");
    }

    /// Replaces all annotations.
    public void annotations(Map<String, String> values) {
        Annotations.write(root(), "annotations", values);
        touch();
    }

    /// Sets one annotation.
    public void annotation(String key, String value) {
        Annotations.set(metadataMap(), Map.of(key, value));
        touch();
    }

    /// All labels.
    public Map<String, String> labels() {
        return Annotations.read(seen(), "labels");
    }

    /// The names of the variables its fields mention.
    public List<String> referenceVars() {
        return referenceVars;
    }
}
