namespace IntelliAvatar.Server.Storage;

/// <summary>Section <c>Storage:S3</c> of the settings.</summary>
public sealed class S3Options
{
    /// <summary>Where the S3 API answers, e.g. <c>https://minio.example.com</c>; without one, Amazon's of the region.</summary>
    public string? Endpoint { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Redirect downloads of videos to the store, by a link that is valid for 15 minutes, instead of passing them through.</summary>
    public bool PresignedDownloads { get; init; }

    internal string? Wrong =>
        string.IsNullOrEmpty(AccessKey) ? "Storage:S3:AccessKey is missing, which an s3:// store needs."
        : string.IsNullOrEmpty(SecretKey) ? "Storage:S3:SecretKey is missing, which an s3:// store needs."
        : string.IsNullOrWhiteSpace(Region) ? "Storage:S3:Region is empty; most stores take us-east-1."
        : !string.IsNullOrEmpty(Endpoint) && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "" })
            ? "Storage:S3:Endpoint must be an address such as https://minio.example.com, without user or query."
        : null;
}
