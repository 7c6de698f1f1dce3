package io.sluice.api.kustomize;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
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
import io.sluice.api.meta.PrinterColumns;
import org.jspecify.annotations.Nullable;

/// A directory of a source to build, apply and keep applied.
@Group(ApiGroups.KUSTOMIZE)
@Version(ApiGroups.KUSTOMIZE_VERSION)
@Kind("Kustomization")
@Singular("kustomization")
@Plural("kustomizations")
@ShortNames("ks")
@Categories({"all", "fluxcd", "fluxcd-appliers"})
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
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
