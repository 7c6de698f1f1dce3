module sluice/kustomize-bench

go 1.24

require sigs.k8s.io/kustomize/api v0.21.1

require sigs.k8s.io/kustomize/kyaml v0.21.1
