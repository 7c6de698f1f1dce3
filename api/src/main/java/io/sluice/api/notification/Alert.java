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

/// Which events go to which provider.
@Group(ApiGroups.NOTIFICATION)
@Version(ApiGroups.NOTIFICATION_BETA_VERSION)
@Kind("Alert")
@Singular("alert")
@Plural("alerts")
@Categories({"all", "fluxcd", "fluxcd-notifications"})
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = PrinterColumns.AGE,
        type = AdditionalPrinterColumn.Type.DATE)
@SuppressWarnings("serial") // resources travel as JSON; the client's base class is Serializable
public final class Alert extends CustomResource<AlertSpec, Void> implements Namespaced {
    @Override
    protected @Nullable AlertSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable Void initStatus() {
        return null;
    }
}
