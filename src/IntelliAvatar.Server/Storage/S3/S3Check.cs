using System.Net;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.S3;

namespace IntelliAvatar.Server.Storage.S3;

/// <summary>Lists, writes and removes once, and says in one sentence what an operator must mend.</summary>
internal sealed class S3Check(IAmazonS3 client, S3Place place, S3Options settings)
{
    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        try
        {
            var probe = $"{place.Prefix}probe-{Guid.NewGuid():N}";
            await AskAsync(stop => client.ListObjectsV2Async(new() { BucketName = place.Bucket, Prefix = place.Prefix, MaxKeys = 1 }, stop));
            await AskAsync(stop => client.PutObjectAsync(new() { BucketName = place.Bucket, Key = probe, ContentBody = "probe", UseChunkEncoding = false }, stop));
            await AskAsync(stop => client.DeleteObjectAsync(place.Bucket, probe, stop));
            return null;
        }
        catch (StorageAwayException wrong) when (!IsAbsent(wrong.InnerException))
        {
            return Sentence(wrong.InnerException);
        }

        Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask) => S3Client.AskAsync("trying the store", ask, cancel);
    }

    private static string? TlsTrouble(Exception wrong) =>
        wrong is AuthenticationException ? wrong.Message : wrong.InnerException is { } inner ? TlsTrouble(inner) : null;

    /// <summary>Whether waiting may help: nothing answers, or what answers is not ready.</summary>
    private static bool IsAbsent(Exception? wrong) => wrong switch
    {
        null => true,
        AuthenticationException => false,
        AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
        AmazonServiceException { StatusCode: >= HttpStatusCode.Continue } => false,
        _ => wrong.InnerException is not { } inner || IsAbsent(inner),
    };

    private string Sentence(Exception? wrong) => wrong switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => $"Storage:Url names the bucket '{place.Bucket}', which the store does not have: make it first.",
        AmazonS3Exception { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" } => "The store does not accept Storage:S3:AccessKey with Storage:S3:SecretKey: look at both, and at Storage:S3:Region.",
        AmazonS3Exception { ErrorCode: "AccessDenied" } => $"The store does not let Storage:S3:AccessKey list, write and remove in the bucket '{place.Bucket}': give it these rights.",
        AmazonS3Exception { ErrorCode: "AuthorizationHeaderMalformed" or "PermanentRedirect" } => $"The bucket '{place.Bucket}' is not in the region '{settings.Region}': look at Storage:S3:Region.",
        AmazonS3Exception { StatusCode: >= HttpStatusCode.BadRequest } refused => $"The store refuses with {(int)refused.StatusCode} {refused.ErrorCode}: look at Storage:S3:Endpoint and Storage:Url.",
        { } untrusted when TlsTrouble(untrusted) is { } trouble => $"The connection to {settings.Endpoint} is not safe: {trouble}",
        _ => $"Nothing answers as an S3 store at {settings.Endpoint ?? $"Amazon's {settings.Region}"}: look at Storage:S3:Endpoint.",
    };
}
