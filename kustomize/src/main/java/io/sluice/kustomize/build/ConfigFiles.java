package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.TransformerConfig;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Shapes;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.patch.JsonReader;
import io.sluice.kustomize.schema.Schemas;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads what changes the rules: configurations, CRD definitions and OpenAPI documents.
final class ConfigFiles {

    private final BuildContext context;
    private final Loader loader;

    ConfigFiles(BuildContext context, Loader loader) {
        this.context = context;
        this.loader = loader;
    }

    TransformerConfig configurations(List<String> paths) {
        TransformerConfig config = TransformerConfig.EMPTY;
        for (String path : paths) {
            Node root = unique(path);
            if (root == null) {
                continue;
            }
            MapNode decoded;
            try {
                decoded = StrictDecoder.decode(root, Shapes.CONFIGURATION);
            } catch (KustomizeException e) {
                throw e.prefixed("error unmarshaling JSON: while decoding JSON: ")
                        .in(loader.absolute(path), 0);
            }
            config = config.merge(TransformerConfig.of(decoded));
        }
        return config;
    }

    TransformerConfig crds(List<String> paths) {
        TransformerConfig config = TransformerConfig.EMPTY;
        for (String path : paths) {
            try {
                config = config.merge(definitions(path));
            } catch (KustomizeException e) {
                throw e.prefixed("loading CRDs [" + String.join(" ", paths) + "]: ")
                        .in(loader.absolute(path), 0)
                        .of("crds");
            }
        }
        return config;
    }

    /// A file that starts with a brace is JSON, any other YAML. In JSON no name may come twice in a
    /// schema, though it may around it.
    private TransformerConfig definitions(String path) {
        String text = Yaml.decode(loader.read(path));
        if (text.isEmpty()) {
            throw new KustomizeException("the file '" + path + "' is empty");
        }
        boolean json = text.startsWith("{");
        try {
            Node root =
                    json ? JsonReader.parseDefinitions(text) : Yaml.config(text, context.budget());
            return root == null ? TransformerConfig.EMPTY : CrdConfig.of(root, !json);
        } catch (KustomizeException e) {
            throw e.prefixed("unable to parse open API definition from '" + path + "': ");
        } catch (YamlException e) {
            throw new KustomizeException(
                    "unable to parse open API definition from '"
                            + path
                            + "': error converting YAML to JSON: "
                            + e.text(),
                    loader.absolute(path),
                    e.line());
        }
    }

    private @Nullable Node unique(String path) {
        try {
            return Yaml.uniqueConfig(Yaml.decode(loader.read(path)), context.budget());
        } catch (YamlException e) {
            throw new KustomizeException(
                    "error converting YAML to JSON: " + e.text(), loader.absolute(path), e.line());
        }
    }

    /// Chooses the schema that the `openapi` field names.
    ///
    /// @param top whether this is the kustomization being built, which overrides what bases chose
    void schema(@Nullable MapNode openapi, boolean top) {
        Schemas schemas = context.schemas();
        if (schemas.chosen() && !top) {
            return;
        }
        String path = openapi == null || openapi.get("path") == null ? null : openapi.text("path");
        String text = path == null ? "" : Yaml.decode(loader.read(path));
        String version = openapi == null ? "" : openapi.text("version");
        if (path != null && !version.isEmpty()) {
            throw new KustomizeException(
                    "builtin version and custom schema provided, cannot use both");
        }
        if (!version.isEmpty() && !version.equals("v1.21.2")) {
            throw new KustomizeException("the specified OpenAPI version is not built in");
        }
        if (!version.isEmpty()) {
            schemas.chooseBuiltin();
        } else if (path != null) {
            schemas.choose(() -> openApi(text), loader.absolute(path));
        }
    }

    /// An OpenAPI document: JSON if it starts with a brace, any other text is YAML.
    private @Nullable Node openApi(String text) {
        if (text.isEmpty()) {
            throw new KustomizeException("the file is empty");
        }
        try {
            return text.startsWith("{")
                    ? JsonReader.parseUnique(text)
                    : Yaml.config(text, context.budget());
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), null, e.line());
        }
    }
}
