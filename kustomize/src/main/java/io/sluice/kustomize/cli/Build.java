package io.sluice.kustomize.cli;

import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.BuiltResource;
import io.sluice.kustomize.DirectoryTree;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.load.GitUrls;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.schema.Schemas;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `build DIR`: what `kustomize build` does, with its flags, output and exit codes.
public final class Build {

    private static final String HELP =
            """
            Builds the objects that a kustomization.yaml describes.

            Usage:
              build [DIR] [flags]

            DIR is a directory with a kustomization.yaml; '.' if it is left out.

            Flags:
              -o, --output PATH          write to this file, or into this directory one file per object
                  --reorder ORDER        'legacy' (by kind, the default) or 'none' (as listed)
                  --load-restrictor R    'LoadRestrictionsRootOnly' (the default) or 'LoadRestrictionsNone'
                  --enable-managedby-label
                                         add the label app.kubernetes.io/managed-by
                  --enable-alpha-plugins allow plugins that are not built in
                  --enable-helm          allow helmCharts
              -h, --help                 show this text

            Taken as well, and without effect, for they are about functions in containers, which are not
            run, and about Helm's own program, which is not used:
              --as-current-user, --enable-exec, -e, --env, --mount, --network, --network-name,
              --helm-api-versions, --helm-command, --helm-debug, --helm-kube-version, --stack-trace
            """;

    private Build() {}

    /// Runs the command line and ends the process.
    public static void main(String[] args) {
        var err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(args, new FileOutputStream(FileDescriptor.out), err));
    }

    /// Runs the command line; the exit code.
    static int run(String[] args, OutputStream out, PrintStream err) {
        try {
            Flags flags = Flags.parse(args, err::println);
            if (flags.help()) {
                write(HELP, "", out);
                return 0;
            }
            return build(flags, out, err);
        } catch (Flags.Misuse e) {
            err.println("Error: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("Error: " + e.getMessage());
            return 1;
        } catch (OutOfMemoryError e) {
            err.println("Error: the build needs more memory than this process may have");
            return 1;
        }
    }

    private static int build(Flags flags, OutputStream out, PrintStream err) throws IOException {
        String problem = problem(flags.directory());
        if (!problem.isEmpty()) {
            err.println("Error: must build at directory: " + problem);
            return 1;
        }
        boolean remote = isRemote(flags.directory());
        Path root = Path.of("/");
        String path =
                remote
                        ? flags.directory()
                        : Path.of(flags.directory()).toAbsolutePath().normalize().toString();
        BuildResult result = new Kustomize().build(DirectoryTree.of(root), path, flags.options());
        result.warnings().forEach(err::println);
        return switch (result) {
            case BuildResult.Failed failed -> {
                err.println("Error: " + failed.error().message());
                yield 1;
            }
            case BuildResult.Built built -> {
                boolean directory =
                        !flags.output().isEmpty() && Files.isDirectory(Path.of(flags.output()));
                if (directory) {
                    writeAll(built.resources(), Path.of(flags.output()));
                } else {
                    write(built.yaml(), flags.output(), out);
                }
                yield 0;
            }
        };
    }

    private static boolean isRemote(String directory) {
        return GitUrls.parse(directory) != null || directory.contains("://");
    }

    /// What is wrong with the directory, in terms of what was given; empty if nothing is.
    private static String problem(String directory) {
        if (directory.isEmpty()) {
            return "directory path cannot be empty";
        }
        if (isRemote(directory) || directory.startsWith("/")) {
            return "";
        }
        Path path = Path.of(directory);
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isRegularFile(absolute)) {
            return "'" + directory + "': file is not directory";
        }
        boolean missing = !Files.exists(absolute) && Files.exists(absolute.resolveSibling("."));
        return missing
                ? "not a valid directory: evalsymlink failure on '"
                        + directory
                        + "' : lstat "
                        + absolute
                        + ": no such file or directory"
                : "";
    }

    private static void write(String text, String file, OutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!file.isEmpty()) {
            save(file, bytes);
            return;
        }
        out.write(bytes);
        out.flush();
    }

    private static void save(String file, byte[] bytes) throws IOException {
        Path path = Path.of(file);
        if (file.endsWith("/") || Files.isDirectory(path)) {
            throw new IOException("open " + file + ": is a directory");
        }
        try (var out = open(path)) {
            out.write(bytes);
        } catch (FileSystemException e) {
            throw new IOException("open " + file + ": " + reason(e.getReason(), e), e);
        } catch (IOException e) {
            throw new IOException("write " + file + ": " + reason(e.getMessage(), e), e);
        }
    }

    private static OutputStream open(Path path) throws IOException {
        try {
            return Files.newOutputStream(path);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(path.toString(), null, "no such file or directory");
        } catch (AccessDeniedException e) {
            throw new FileSystemException(path.toString(), null, "permission denied");
        }
    }

    private static String reason(@Nullable String text, IOException e) {
        return text == null ? e.getClass().getSimpleName() : text.toLowerCase(Locale.ROOT);
    }

    private static void writeAll(List<BuiltResource> resources, Path directory) throws IOException {
        Set<String> namespaces = new HashSet<>();
        resources.forEach(r -> namespaces.add(namespace(r)));
        namespaces.remove("");
        for (BuiltResource resource : resources) {
            String name = fileName(resource);
            String namespace = namespace(resource);
            if (namespaces.size() > 1 && !namespace.isEmpty()) {
                name = namespace + "_" + name;
            }
            String file = name.toLowerCase(Locale.ROOT) + ".yaml";
            save(
                    directory.resolve(file).toString(),
                    resource.yaml().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The namespace that a resource is in; empty if its type is in none.
    private static String namespace(BuiltResource resource) {
        Gvk type = Gvk.of(resource.apiVersion(), resource.kind());
        if (new Schemas(false).clusterScoped(type)) {
            return "";
        }
        return resource.namespace().isEmpty() ? "default" : resource.namespace();
    }

    private static String fileName(BuiltResource resource) {
        String type = resource.apiVersion().replace('/', '_');
        return (type.isEmpty() ? "" : type + "_") + resource.kind() + "_" + resource.name();
    }
}
