package io.sluice.api.generator;

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

/// Makes artifacts out of parts of other artifacts.
@Group(ApiGroups.SOURCE_EXTENSIONS)
@Version(ApiGroups.SOURCE_EXTENSIONS_VERSION)
@Kind("ArtifactGenerator")
@Singular("artifactgenerator")
@Plural("artifactgenerators")
@ShortNames("ag")
@Categories({"all", "fluxcd", "fluxcd-sources"})
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class ArtifactGenerator
        extends CustomResource<ArtifactGeneratorSpec, ArtifactGeneratorStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public ArtifactGeneratorStatus currentStatus() {
        return status == null ? ArtifactGeneratorStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable ArtifactGeneratorSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ArtifactGeneratorStatus initStatus() {
        return null;
    }
}
