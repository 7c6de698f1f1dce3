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

/// How to choose one tag of many.
@Group(ApiGroups.IMAGE)
@Version(ApiGroups.IMAGE_VERSION)
@Kind("ImagePolicy")
@Singular("imagepolicy")
@Plural("imagepolicies")
@ShortNames({"imgpol", "imagepol"})
@Categories({"all", "fluxcd", "fluxcd-images"})
@AdditionalPrinterColumn(name = "Image", jsonPath = ".status.latestRef.name")
@AdditionalPrinterColumn(name = "Tag", jsonPath = ".status.latestRef.tag")
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class ImagePolicy extends CustomResource<ImagePolicySpec, ImagePolicyStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public ImagePolicyStatus currentStatus() {
        return status == null ? ImagePolicyStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable ImagePolicySpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ImagePolicyStatus initStatus() {
        return null;
    }
}
