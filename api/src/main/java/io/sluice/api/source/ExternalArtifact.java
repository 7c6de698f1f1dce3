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

/// An artifact somebody else provides.
@Group(ApiGroups.SOURCE)
@Version(ApiGroups.SOURCE_VERSION)
@Kind("ExternalArtifact")
@Singular("externalartifact")
@Plural("externalartifacts")
@ShortNames("ea")
@Categories({"all", "fluxcd", "fluxcd-sources"})
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@AdditionalPrinterColumn(name = "Source", jsonPath = ".spec.sourceRef.name")
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class ExternalArtifact
        extends CustomResource<ExternalArtifactSpec, ExternalArtifactStatus> implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public ExternalArtifactStatus currentStatus() {
        return status == null ? ExternalArtifactStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable ExternalArtifactSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ExternalArtifactStatus initStatus() {
        return null;
    }
}
