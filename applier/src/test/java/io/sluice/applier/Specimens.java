package io.sluice.applier;

import io.sluice.applier.engine.ResourceType;
import java.util.Map;

/// One manifest of each kind that the drift tests edit. Each carries the annotation `probe`.
final class Specimens {

    /// The definition of the custom kind.
    static final String WIDGETS =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.drift.example.com, annotations: {probe: "1"}}
            spec:
              group: drift.example.com
              scope: Namespaced
              names: {kind: Widget, plural: widgets, singular: widget}
              versions:
                - name: v1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        status: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        spec:
                          type: object
                          properties:
                            size: {type: integer}
                            color: {type: string, default: red}
                            free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            tags:
                              {type: array, items: {type: string}, x-kubernetes-list-type: set}
                            steps: {type: array, items: {type: string}}
                            parts:
                              type: array
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [id]
                              items:
                                type: object
                                required: [id]
                                properties: {id: {type: string}, count: {type: integer}}
            """;

    private static final Map<String, ResourceType> TYPES =
            Map.ofEntries(
                    type("v1", "ConfigMap", "configmaps", true),
                    type("v1", "Secret", "secrets", true),
                    type("v1", "Service", "services", true),
                    type("v1", "ServiceAccount", "serviceaccounts", true),
                    type("v1", "Namespace", "namespaces", false),
                    type("apps/v1", "Deployment", "deployments", true),
                    type("batch/v1", "CronJob", "cronjobs", true),
                    type("networking.k8s.io/v1", "Ingress", "ingresses", true),
                    type("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", true),
                    type("rbac.authorization.k8s.io/v1", "Role", "roles", true),
                    type("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", true),
                    type(
                            "autoscaling/v2",
                            "HorizontalPodAutoscaler",
                            "horizontalpodautoscalers",
                            true),
                    type(
                            "apiextensions.k8s.io/v1",
                            "CustomResourceDefinition",
                            "customresourcedefinitions",
                            false),
                    type("drift.example.com/v1", "Widget", "widgets", true));

    private static final Map<String, String> SPECS =
            Map.ofEntries(
                    Map.entry("ConfigMap", "data: {key: \"1\", other: \"2\"}"),
                    Map.entry("Secret", "stringData: {password: hunter2, user: me}"),
                    Map.entry(
                            "Service",
                            """
                            spec:
                              selector: {app: web}
                              ports: [{name: http, port: 80, targetPort: 8080}]
                            """),
                    Map.entry("ServiceAccount", "automountServiceAccountToken: false"),
                    Map.entry("Namespace", "spec: {}"),
                    Map.entry(
                            "Deployment",
                            """
                            spec:
                              replicas: 2
                              selector: {matchLabels: {app: web}}
                              template:
                                metadata: {labels: {app: web}}
                                spec:
                                  securityContext: {}
                                  containers:
                                    - name: web
                                      image: example.com/web:1
                                      ports: [{name: http, containerPort: 80}]
                                      env: [{name: A, value: "1"}, {name: B, value: "2"}]
                                      resources: {limits: {cpu: "1"}}
                                  volumes: [{name: scratch, emptyDir: {}}]
                            """),
                    Map.entry(
                            "CronJob",
                            """
                            spec:
                              schedule: "0 0 * * *"
                              suspend: true
                              jobTemplate:
                                spec:
                                  template:
                                    spec:
                                      restartPolicy: Never
                                      containers: [{name: job, image: "example.com/job:1"}]
                            """),
                    Map.entry(
                            "Ingress",
                            """
                            spec:
                              rules:
                                - host: a.example.com
                                  http:
                                    paths:
                                      - path: /
                                        pathType: Prefix
                                        backend: {service: {name: web, port: {number: 80}}}
                            """),
                    Map.entry("NetworkPolicy", "spec: {podSelector: {}, policyTypes: [Ingress]}"),
                    Map.entry(
                            "Role",
                            "rules: [{apiGroups: [\"\"], resources: [pods], verbs: [get]}]"),
                    Map.entry(
                            "RoleBinding",
                            """
                            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
                            subjects: [{kind: ServiceAccount, name: one, namespace: default}]
                            """),
                    Map.entry(
                            "HorizontalPodAutoscaler",
                            """
                            spec:
                              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                              maxReplicas: 3
                              metrics:
                                - type: Resource
                                  resource:
                                    name: cpu
                                    target: {type: Utilization, averageUtilization: 80}
                            """),
                    Map.entry(
                            "Widget",
                            """
                            spec:
                              size: 1
                              free: {}
                              tags: [a, b]
                              steps: [one, two]
                              parts: [{id: x, count: 1}, {id: y, count: 2}]
                            """));

    private Specimens() {}

    private static Map.Entry<String, ResourceType> type(
            String apiVersion, String kind, String plural, boolean namespaced) {
        return Map.entry(kind, new ResourceType(apiVersion, kind, plural, namespaced));
    }

    static ResourceType type(String kind) {
        ResourceType type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalArgumentException(kind);
        }
        return type;
    }

    /// The manifest of an object.
    static String manifest(String kind, String namespace, String name) {
        if (kind.equals("CustomResourceDefinition")) {
            return WIDGETS;
        }
        ResourceType type = type(kind);
        return """
        apiVersion: %s
        kind: %s
        metadata:
          name: %s%s
          labels: {team: a}
          annotations: {probe: "1"}
        %s
        """
                .formatted(
                        type.apiVersion(),
                        kind,
                        name,
                        type.isNamespaced() ? "\n  namespace: " + namespace : "",
                        SPECS.get(kind));
    }
}
