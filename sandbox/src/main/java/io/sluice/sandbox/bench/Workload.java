package io.sluice.sandbox.bench;

import java.util.List;
import java.util.stream.Collectors;

/// What a unit of the benchmark consists of: a Deployment without replicas, a ServiceAccount, a
/// Service and an Ingress.
final class Workload {

    private Workload() {}

    /// One object.
    ///
    /// @param path of its kind in the API, with its namespace
    record Body(String path, String name, String json) {

        /// Its server-side apply.
        BareClient.Write applied() {
            return BareClient.Write.apply(path + "/" + name, json);
        }
    }

    /// The objects of a unit.
    ///
    /// @param value is somewhere in the Deployment
    static List<Body> of(String namespace, String name, String value) {
        return List.of(
                new Body(
                        "/apis/apps/v1/namespaces/" + namespace + "/deployments",
                        name,
                        """
                        {"apiVersion":"apps/v1","kind":"Deployment",\
                        "metadata":{"name":"%1$s","namespace":"%2$s"},\
                        "spec":{"replicas":0,"selector":{"matchLabels":{"app":"%1$s"}},\
                        "template":{"metadata":{"labels":{"app":"%1$s"}},\
                        "spec":{"serviceAccountName":"%1$s","containers":[{"name":"web",\
                        "image":"registry.example/web:1","env":[{"name":"VALUE","value":"%3$s"}],\
                        "ports":[{"name":"http","containerPort":8080}]}]}}}}"""
                                .formatted(name, namespace, value)),
                new Body(
                        "/api/v1/namespaces/" + namespace + "/serviceaccounts",
                        name,
                        """
                        {"apiVersion":"v1","kind":"ServiceAccount",\
                        "metadata":{"name":"%s","namespace":"%s"}}"""
                                .formatted(name, namespace)),
                new Body(
                        "/api/v1/namespaces/" + namespace + "/services",
                        name,
                        """
                        {"apiVersion":"v1","kind":"Service",\
                        "metadata":{"name":"%1$s","namespace":"%2$s"},\
                        "spec":{"selector":{"app":"%1$s"},\
                        "ports":[{"name":"http","port":80,"targetPort":"http"}]}}"""
                                .formatted(name, namespace)),
                new Body(
                        "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/ingresses",
                        name,
                        """
                        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress",\
                        "metadata":{"name":"%1$s","namespace":"%2$s"},\
                        "spec":{"rules":[{"host":"%1$s.example","http":{"paths":[{"path":"/",\
                        "pathType":"Prefix","backend":{"service":{"name":"%1$s",\
                        "port":{"name":"http"}}}}]}}]}}"""
                                .formatted(name, namespace)));
    }

    /// The resources that [#of] makes, as an audit log calls them.
    static final List<String> RESOURCES =
            List.of("deployments", "serviceaccounts", "services", "ingresses");

    /// All of them in one file.
    static String file(String namespace, String name, String value) {
        return of(namespace, name, value).stream()
                .map(Body::json)
                .collect(Collectors.joining("\n---\n", "", "\n"));
    }
}
