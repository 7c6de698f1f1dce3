package io.sluice.sandbox.controlplane;

/// A program of the control plane, or for it, and where its source is.
public enum Component {
    ETCD("etcd", GoModule.KUBERNETES, "go.etcd.io/etcd/server/v3", "server"),
    API_SERVER("kube-apiserver", GoModule.KUBERNETES, "k8s.io/kubernetes/cmd/kube-apiserver"),
    CONTROLLER_MANAGER(
            "kube-controller-manager",
            GoModule.KUBERNETES,
            "k8s.io/kubernetes/cmd/kube-controller-manager"),
    SCHEDULER("kube-scheduler", GoModule.KUBERNETES, "k8s.io/kubernetes/cmd/kube-scheduler"),
    KUBECTL("kubectl", GoModule.KUBERNETES, "k8s.io/kubernetes/cmd/kubectl"),
    KWOK("kwok", GoModule.KWOK, "sigs.k8s.io/kwok/cmd/kwok"),
    FLUX("flux", GoModule.FLUX, "github.com/fluxcd/flux2/v2/cmd/flux"),
    SOURCE_CONTROLLER(
            "source-controller", GoModule.SOURCE_CONTROLLER, "github.com/fluxcd/source-controller"),
    KUSTOMIZE_CONTROLLER(
            "kustomize-controller",
            GoModule.KUSTOMIZE_CONTROLLER,
            "github.com/fluxcd/kustomize-controller");

    private final String program;
    private final GoModule module;
    private final String goPackage;
    private final String builtName;

    Component(String program, GoModule module, String goPackage) {
        this(program, module, goPackage, program);
    }

    Component(String program, GoModule module, String goPackage, String builtName) {
        this.program = program;
        this.module = module;
        this.goPackage = goPackage;
        this.builtName = builtName;
    }

    /// The file name of the binary.
    public String program() {
        return program;
    }

    /// What pins it.
    GoModule module() {
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
