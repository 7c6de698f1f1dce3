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

/// An image whose tags are scanned.
@Group(ApiGroups.IMAGE)
@Version(ApiGroups.IMAGE_VERSION)
@Kind("ImageRepository")
@Singular("imagerepository")
@Plural("imagerepositories")
@ShortNames({"imgrepo", "imagerepo"})
@Categories({"all", "fluxcd", "fluxcd-images"})
@AdditionalPrinterColumn(name = "Image", jsonPath = ".spec.image")
@AdditionalPrinterColumn(
        name = "Tags",
        jsonPath = ".status.lastScanResult.tagCount",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@AdditionalPrinterColumn(
        name = "Last scan",
        jsonPath = ".status.lastScanResult.scanTime",
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class ImageRepository
        extends CustomResource<ImageRepositorySpec, ImageRepositoryStatus> implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public ImageRepositoryStatus currentStatus() {
        return status == null ? ImageRepositoryStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable ImageRepositorySpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ImageRepositoryStatus initStatus() {
        return null;
    }
}
