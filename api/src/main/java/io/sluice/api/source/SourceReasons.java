package io.sluice.api.source;

/// The reasons conditions of source kinds give, besides the shared ones.
public final class SourceReasons {
    public static final String GIT_OPERATION_SUCCEEDED = "GitOperationSucceeded";
    public static final String GIT_OPERATION_FAILED = "GitOperationFailed";
    public static final String AUTHENTICATION_FAILED = "AuthenticationFailed";
    public static final String URL_INVALID = "URLInvalid";
    public static final String INVALID_PROVIDER_CONFIGURATION = "InvalidProviderConfiguration";
    public static final String EMPTY_GIT_REPOSITORY = "EmptyGitRepository";
    public static final String VERIFICATION_ERROR = "VerificationError";
    public static final String INVALID_VERIFICATION_MODE = "InvalidVerificationMode";
    public static final String INVALID_GIT_OBJECT = "InvalidGitObject";
    public static final String INVALID_TAG_SIGNATURE = "InvalidTagSignature";
    public static final String INVALID_COMMIT_SIGNATURE = "InvalidCommitSignature";
    public static final String INCLUDE_CHANGE = "IncludeChange";
    public static final String NEW_REVISION = "NewRevision";
    public static final String NEW_ARTIFACT = "NewArtifact";
    public static final String NOT_FOUND = "NotFound";
    public static final String NO_ARTIFACT = "NoArtifact";
    public static final String ILLEGAL_PATH = "IllegalPath";
    public static final String COPY_FAILURE = "CopyFailure";
    public static final String SOURCE_IGNORE_ERROR = "SourceIgnoreError";

    public static final String DIRECTORY_CREATION_FAILED = "DirectoryCreationFailed";
    public static final String STAT_OPERATION_FAILED = "StatOperationFailed";
    public static final String ACQUIRE_LOCK_FAILED = "AcquireLockFailed";
    public static final String INVALID_PATH = "InvalidPath";
    public static final String ARCHIVE_OPERATION_FAILED = "ArchiveOperationFailed";
    public static final String SYMLINK_UPDATE_FAILED = "SymlinkUpdateFailed";
    public static final String ARTIFACT_UP_TO_DATE = "ArtifactUpToDate";
    public static final String CACHE_OPERATION_FAILED = "CacheOperationFailed";
    public static final String PATCH_OPERATION_FAILED = "PatchOperationFailed";

    private SourceReasons() {}
}
