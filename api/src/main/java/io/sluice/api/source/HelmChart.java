package io.sluice.api.source;

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

/// A chart taken from a source.
@Group(ApiGroups.SOURCE)
@Version(ApiGroups.SOURCE_VERSION)
@Kind("HelmChart")
@Singular("helmchart")
@Plural("helmcharts")
@ShortNames("hc")
@Categories({"all", "fluxcd", "fluxcd-sources"})
@AdditionalPrinterColumn(name = "Chart", jsonPath = ".spec.chart")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.version")
@AdditionalPrinterColumn(name = "Source Kind", jsonPath = ".spec.sourceRef.kind")
@AdditionalPrinterColumn(name = "Source Name", jsonPath = ".spec.sourceRef.name")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class HelmChart extends CustomResource<HelmChartSpec, HelmChartStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public HelmChartStatus currentStatus() {
        return status == null ? HelmChartStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable HelmChartSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable HelmChartStatus initStatus() {
        return null;
    }
}
