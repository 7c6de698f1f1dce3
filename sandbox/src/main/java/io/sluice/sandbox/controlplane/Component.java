package io.sluice.sandbox.controlplane;

/// A program of the control plane and where its source is.
public enum Component {
    ETCD("etcd", "kubernetes", "go.etcd.io/etcd/server/v3", "server"),
    API_SERVER("kube-apiserver", "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
    CONTROLLER_MANAGER(
            "kube-controller-manager",
            "kubernetes",
            "k8s.io/kubernetes/cmd/kube-controller-manager"),
    SCHEDULER("kube-scheduler", "kubernetes", "k8s.io/kubernetes/cmd/kube-scheduler"),
    KUBECTL("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl"),
    KWOK("kwok", "kwok", "sigs.k8s.io/kwok/cmd/kwok"),
    SOURCE_CONTROLLER(
            "source-controller", "source-controller", "github.com/fluxcd/source-controller"),
    KUSTOMIZE_CONTROLLER(
            "kustomize-controller",
            "kustomize-controller",
            "github.com/fluxcd/kustomize-controller");

    private final String program;
    private final String module;
    private final String goPackage;
    private final String builtName;

    Component(String program, String module, String goPackage) {
        this(program, module, goPackage, program);
    }

    Component(String program, String module, String goPackage, String builtName) {
        this.program = program;
        this.module = module;
        this.goPackage = goPackage;
        this.builtName = builtName;
    }

    /// The file name of the binary.
    public String program() {
        return program;
    }

    /// The folder of the `go.mod` beside this class that pins it (each but Kubernetes' own has a graph of its own).
    String module() {
        return module;
    }

    String goPackage() {
        return goPackage;
    }

    /// What `go install` calls the binary.
    String builtName() {
        return builtName;
    }
}
