package io.sluice.api.helm;

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

/// A release of a chart.
@Group(ApiGroups.HELM)
@Version(ApiGroups.HELM_VERSION)
@Kind("HelmRelease")
@Singular("helmrelease")
@Plural("helmreleases")
@ShortNames("hr")
@Categories({"all", "fluxcd", "fluxcd-appliers"})
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class HelmRelease extends CustomResource<HelmReleaseSpec, HelmReleaseStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public HelmReleaseStatus currentStatus() {
        return status == null ? HelmReleaseStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable HelmReleaseSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable HelmReleaseStatus initStatus() {
        return null;
    }
}
