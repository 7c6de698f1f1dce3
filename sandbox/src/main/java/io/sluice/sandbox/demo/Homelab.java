package io.sluice.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sample repository, and what a cluster must look like that follows it.
public final class Homelab {

    private static final List<String> APPS = List.of("photos", "web", "wiki");
    private static final List<String> FILES =
            List.of(
                    "README.md",
                    "clusters/home/infrastructure.yaml",
                    "clusters/home/photos.yaml",
                    "clusters/home/web.yaml",
                    "clusters/home/wiki.yaml",
                    "infrastructure/kustomization.yaml",
                    "infrastructure/ingress/ingress-class.yaml",
                    "infrastructure/ingress/kustomization.yaml",
                    "infrastructure/namespaces/kustomization.yaml",
                    "infrastructure/namespaces/namespaces.yaml");

    private final WorkingCopy copy;
    private final SortedMap<String, String> images = new TreeMap<>();

    /// The sample in a working copy that is still empty.
    public Homelab(WorkingCopy copy) {
        this.copy = copy;
        images.put("web", "nginx:1.29.1");
        images.put("wiki", "wiki:2.5.308");
        images.put("photos", "photoprism:250707");
    }

    /// Writes all files.
    public void write() {
        FILES.forEach(this::copyFile);
        for (String app : APPS) {
            copyFile("apps/base/" + app + "/kustomization.yaml");
            copyFile("apps/base/" + app + "/deployment.yaml");
            copyFile("apps/base/" + app + "/service.yaml");
            copyFile("apps/home/" + app + "/kustomization.yaml");
        }
    }

    private void copyFile(String path) {
        try (InputStream in = Homelab.class.getResourceAsStream("/demo/homelab/" + path)) {
            if (in == null) {
                throw new IllegalStateException("the sample lacks " + path);
            }
            copy.write(
                    path, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives an app another version.
    public void bump(String app, String tag) {
        String image = image(app);
        int colon = image.lastIndexOf(':');
        copy.replace(overlay(app), "\"" + image.substring(colon + 1) + "\"", "\"" + tag + "\"");
        images.put(app, image.substring(0, colon + 1) + tag);
    }

    /// The image an app runs.
    public String image(String app) {
        String image = images.get(app);
        if (image == null) {
            throw new IllegalArgumentException("the homelab has no " + app);
        }
        return image;
    }

    /// Breaks an app's YAML.
    ///
    /// @return the file that is broken
    public String breakYaml(String app) {
        String file = "apps/base/" + app + "/service.yaml";
        copy.write(file, copy.read(file) + "  broken: [1, 2\n    : yes\n");
        return file;
    }

    /// Takes an app out of the cluster.
    public void remove(String app) {
        copy.delete("clusters/home/" + app + ".yaml");
        images.remove(app);
    }

    /// The units there are, with the one that declares the others first.
    public List<String> units() {
        List<String> units = new ArrayList<>(List.of("homelab", "infrastructure"));
        units.addAll(images.keySet());
        return units;
    }

    /// What must be in the cluster, and not.
    public List<Expectation> expectations() {
        List<Expectation> expected = new ArrayList<>();
        for (String namespace : List.of("ingress", "photos", "web", "wiki")) {
            expected.add(Expectation.exists("v1", "Namespace", "", namespace));
        }
        expected.add(Expectation.exists("networking.k8s.io/v1", "IngressClass", "", "home"));
        expected.add(
                Expectation.of("v1", "ConfigMap", "ingress", "ingress-settings")
                        .with("/data/domain", "home.example"));
        for (String app : APPS) {
            if (images.containsKey(app)) {
                expected.add(
                        Expectation.of("apps/v1", "Deployment", app, app)
                                .with("/spec/template/spec/containers/0/image", image(app))
                                .with("/spec/replicas", app.equals("wiki") ? "2" : "1"));
                expected.add(
                        Expectation.of("v1", "Service", app, app).with("/spec/selector/app", app));
            } else {
                expected.add(Expectation.absent("apps/v1", "Deployment", app, app));
                expected.add(Expectation.absent("v1", "Service", app, app));
            }
        }
        return expected;
    }

    private static String overlay(String app) {
        return "apps/home/" + app + "/kustomization.yaml";
    }
}
