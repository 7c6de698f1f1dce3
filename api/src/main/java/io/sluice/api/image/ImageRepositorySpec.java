package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.AccessFrom;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an [ImageRepository] asks for.
///
/// @param exclusionList regular expressions; tags that match one do not count
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ImageRepositorySpec(
        @Nullable AccessFrom accessFrom,
        @Nullable LocalReference certSecretRef,
        @Default("[\"^.*\\\\.sig$\"]") @Size(max = 25) List<String> exclusionList,
        @Required String image,
        boolean insecure,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Default("generic") @SchemaFrom(type = Provider.class) @Nullable String provider,
        @Nullable LocalReference proxySecretRef,
        @Nullable LocalReference secretRef,
        @Size(max = 253) @Nullable String serviceAccountName,
        boolean suspend,
        @Pattern(GoDuration.PATTERN_WITHOUT_HOURS) @Nullable String timeout) {
    public ImageRepositorySpec {
        exclusionList = Absent.toEmpty(exclusionList);
    }

    /// The values of `provider`, spelled as on the wire.
    public enum Provider {
        generic,
        aws,
        azure,
        gcp
    }
}
