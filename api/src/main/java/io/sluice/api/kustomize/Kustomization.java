package io.sluice.api.kustomize;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.sluice.api.meta.ApiGroups;
import org.jspecify.annotations.Nullable;

/// A directory of a source to build, apply and keep applied.
@Group(ApiGroups.KUSTOMIZE)
@Version(ApiGroups.KUSTOMIZE_VERSION)
@Kind("Kustomization")
@Singular("kustomization")
@Plural("kustomizations")
@ShortNames("ks")
@Categories({"all", "fluxcd", "fluxcd-appliers"})
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Status",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message")
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class Kustomization extends CustomResource<KustomizationSpec, KustomizationStatus>
        implements Namespaced {

    /// What was last reported; never null, unlike `getStatus`.
    public KustomizationStatus currentStatus() {
        return status == null ? KustomizationStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable KustomizationSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable KustomizationStatus initStatus() {
        return null;
    }
}
