using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;

namespace IntelliAvatar.Server.Storage.S3;

/// <summary>The connection to the store, and what its errors mean to us.</summary>
internal static class S3Client
{
    /// <summary>For what is answered at once. A request that reads must be answered within 5 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>A request that stores must be answered within 10 seconds after all of it has arrived.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(7);

    public static AmazonS3Client Connect(S3Options options)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            Timeout = TimeSpan.FromMinutes(2), // a part at 70 KB/s
            ConnectTimeout = TimeSpan.FromSeconds(2),
            MaxErrorRetry = 2,

            // Other stores than Amazon's know neither the newer checksums nor chunked signatures.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (string.IsNullOrEmpty(options.Endpoint))
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }
        else
        {
            config.ServiceURL = options.Endpoint;
            config.ForcePathStyle = true;
        }

        return new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    /// <summary>Asks the store for what it answers at once.</summary>
    /// <param name="patience">How long that may take at most.</param>
    /// <exception cref="StorageAwayException">It did not, or it refused.</exception>
    public static async Task<T> AskAsync<T>(string doing, Func<CancellationToken, Task<T>> ask, CancellationToken cancel, TimeSpan? patience = null)
    {
        // One clock for all: this only ends what hangs.
        using var late = new CancellationTokenSource(RequestPatience.Limit(patience ?? Patience), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        return await TryAsync(doing, () => ask(either.Token), cancel);
    }

    /// <summary>Does what takes as long as it takes, but never stands still for longer than <see cref="Stall"/>.</summary>
    /// <param name="work">Calls its second argument whenever it has got on.</param>
    /// <exception cref="StorageAwayException">It failed, or it stood still.</exception>
    public static async Task<T> MoveAsync<T>(string doing, Func<CancellationToken, Action, Task<T>> work, CancellationToken cancel)
    {
        using var stalled = new CancellationTokenSource(RequestPatience.Limit(Stall), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancel);
        return await TryAsync(doing, () => work(either.Token, GoOn), cancel);

        void GoOn()
        {
            RequestPatience.Restart();
            stalled.CancelAfter(Stall);
        }
    }

    /// <summary>Does what takes as long as it takes.</summary>
    /// <exception cref="StorageAwayException">It failed.</exception>
    public static async Task<T> TryAsync<T>(string doing, Func<Task<T>> work, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (Exception failed) when (IsOfTheStore(failed) && !cancel.IsCancellationRequested)
        {
            throw new StorageAwayException(doing, failed);
        }
    }

    public static bool IsMissing(this Exception error) => error is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound };

    /// <remarks>HttpClient lets a socket's own exception through when the other side resets a connection just as it is made.</remarks>
    private static bool IsOfTheStore(Exception error) =>
        error is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException or TimeoutException or SocketException
        || (error is IOException and not StorageAwayException);
}
