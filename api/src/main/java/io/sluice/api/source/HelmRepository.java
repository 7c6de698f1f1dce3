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

/// A repository of charts.
@Group(ApiGroups.SOURCE)
@Version(ApiGroups.SOURCE_VERSION)
@Kind("HelmRepository")
@Singular("helmrepository")
@Plural("helmrepositories")
@ShortNames("helmrepo")
@Categories({"all", "fluxcd", "fluxcd-sources"})
@AdditionalPrinterColumn(name = "URL", jsonPath = ".spec.url")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class HelmRepository extends CustomResource<HelmRepositorySpec, HelmRepositoryStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public HelmRepositoryStatus currentStatus() {
        return status == null ? HelmRepositoryStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable HelmRepositorySpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable HelmRepositoryStatus initStatus() {
        return null;
    }
}
