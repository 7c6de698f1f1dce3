package io.sluice.kustomize.transform;

import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.patch.GoRegex;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Replaces the name, tag or digest of an image.
public final class ImageTagTransformer implements Transformer {

    private static final String REST = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$";

    private final MapNode image;
    private final ImageFields fields;
    private final @Nullable GoRegex pattern;
    private final String name;
    private final Budget budget;

    /// A transformer for one entry of `images`, in `fields`. What it costs comes from `budget`.
    public ImageTagTransformer(MapNode image, ImageFields fields, Budget budget) {
        this.image = image;
        this.budget = budget;
        this.fields = fields;
        this.name = image.text("name");
        this.pattern =
                GoRegex.isLiteral(name) ? null : GoRegex.searching("^" + name + REST, budget);
    }

    @Override
    public void apply(ResMap resources) {
        List<ScalarNode> found = fields.of(resources);
        budget.transform(0, 6L * found.size());
        found.forEach(this::change);
    }

    private void change(ScalarNode scalar) {
        if (matches(scalar.text())) {
            FieldWalk.setText(scalar, replaced(scalar.text()));
        }
    }

    private boolean matches(String text) {
        if (pattern != null) {
            return pattern.matches(text);
        }
        if (!text.startsWith(name)) {
            return false;
        }
        int at = name.length();
        if (at < text.length() && text.charAt(at) == ':') {
            at = skipWord(text, at + 1);
        }
        if (text.startsWith("@sha256:", at)) {
            at = skipWord(text, at + "@sha256:".length());
        }
        return at == text.length();
    }

    private static int skipWord(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean word =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "_.{}-".indexOf(c) >= 0;
            if (!word) {
                break;
            }
            at++;
        }
        return at;
    }

    private String replaced(String text) {
        int slash = text.indexOf('/');
        int from = slash < 0 ? 0 : slash;
        int colon = text.indexOf(':', from);
        int at = text.indexOf('@', from);
        String base = text;
        String tag = "";
        String digest = "";
        if (at >= 0 && (colon < 0 || at < colon)) {
            base = text.substring(0, at);
            digest = text.substring(at + 1);
        } else if (colon >= 0) {
            base = text.substring(0, colon);
            tag = text.substring(colon + 1, at < 0 ? text.length() : at);
            digest = at < 0 ? "" : text.substring(at + 1);
        }
        return assembled(base, tag, digest);
    }

    private String assembled(String oldName, String oldTag, String oldDigest) {
        String base = image.text("newName").isEmpty() ? oldName : image.text("newName");
        String newTag = image.text("newTag");
        String newDigest = image.text("digest");
        String suffix = image.text("tagSuffix");
        String tag = oldTag;
        String digest = oldDigest;
        if (!newTag.isEmpty() && !newDigest.isEmpty()) {
            tag = newTag;
            digest = newDigest;
        } else if (!newTag.isEmpty()) {
            tag = newTag;
            digest = "";
        } else if (!newDigest.isEmpty()) {
            tag = "";
            digest = newDigest;
        } else if (!suffix.isEmpty()) {
            tag = oldTag + suffix;
            digest = "";
        }
        return base + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
