package io.sluice.api.image;

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

/// Writes chosen tags to a Git repository.
@Group(ApiGroups.IMAGE)
@Version(ApiGroups.IMAGE_VERSION)
@Kind("ImageUpdateAutomation")
@Singular("imageupdateautomation")
@Plural("imageupdateautomations")
@ShortNames({"iua", "imgupd", "imgauto"})
@Categories({"all", "fluxcd", "fluxcd-images"})
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@AdditionalPrinterColumn(
        name = "Last run",
        jsonPath = ".status.lastAutomationRunTime",
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class ImageUpdateAutomation
        extends CustomResource<ImageUpdateAutomationSpec, ImageUpdateAutomationStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public ImageUpdateAutomationStatus currentStatus() {
        return status == null ? ImageUpdateAutomationStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable ImageUpdateAutomationSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ImageUpdateAutomationStatus initStatus() {
        return null;
    }
}
