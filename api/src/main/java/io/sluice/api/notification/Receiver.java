package io.sluice.api.notification;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.sluice.api.meta.ApiGroups;
import io.sluice.api.meta.PrinterColumns;
import org.jspecify.annotations.Nullable;

/// A webhook that reconciles objects.
@Group(ApiGroups.NOTIFICATION)
@Version(ApiGroups.NOTIFICATION_VERSION)
@Kind("Receiver")
@Singular("receiver")
@Plural("receivers")
@Categories({"all", "fluxcd", "fluxcd-notifications"})
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Ready", jsonPath = PrinterColumns.READY)
@AdditionalPrinterColumn(name = "Status", jsonPath = PrinterColumns.STATUS)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class Receiver extends CustomResource<ReceiverSpec, ReceiverStatus>
        implements Namespaced {
    /// What was last reported; never null, unlike `getStatus`.
    public ReceiverStatus currentStatus() {
        return status == null ? ReceiverStatus.UNOBSERVED : status;
    }

    @Override
    protected @Nullable ReceiverSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ReceiverStatus initStatus() {
        return null;
    }
}
