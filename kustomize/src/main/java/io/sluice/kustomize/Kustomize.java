package io.sluice.kustomize;

import io.sluice.kustomize.build.Build;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.yaml.YamlException;
import java.util.List;

/// Builds kustomizations. Has no state: one instance serves any number of threads.
public final class Kustomize {

    /// The version of Kustomize whose output this engine reproduces.
    public static final String VERSION = "v5.8.1";

    /// Builds the kustomization in directory `path` of `tree`.
    ///
    /// Never throws for anything in the tree: what is wrong there is in the result.
    public BuildResult build(FileTree tree, String path, BuildOptions options) {
        var context = new BuildContext(options);
        try {
            List<BuiltResource> resources = new Build(context).run(tree, path);
            return new BuildResult.Built(resources, context.warnings(), context.record().inputs());
        } catch (KustomizeException e) {
            return failed(e.toError(), context);
        } catch (YamlException e) {
            return failed(new BuildError(e.text(), null, e.line(), null), context);
        } catch (StackOverflowError e) {
            return failed(new BuildError("the build is nested too deeply", null, 0, null), context);
        }
    }

    private static BuildResult failed(BuildError error, BuildContext context) {
        return new BuildResult.Failed(error, context.warnings(), context.record().inputs());
    }
}
