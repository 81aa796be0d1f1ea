using System.Diagnostics;
using Amazon.S3;
using Amazon.S3.Model;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A throw-away object store with an S3 API: OpenStack Swift on loopback, in a folder of its own. It stops and goes when this process ends, however it ends.</summary>
public sealed class SwiftStore : IAsyncDisposable
{
    private static readonly Lazy<Task<SwiftStore>> SharedOne = new(StartAsync);
    private static int _buckets;

    private readonly Process _keeper;
    private readonly AmazonS3Client _client;

    private SwiftStore(Process keeper, string endpoint)
    {
        (_keeper, Endpoint) = (keeper, endpoint);
        _client = S3Client.Connect(Options(endpoint));
    }

    /// <summary>The one of this test run.</summary>
    public static Task<SwiftStore> Shared => SharedOne.Value;

    public string Endpoint { get; }

    public static S3Options Options(string endpoint, string secret = "secret-of-the-tests", bool presigned = false) =>
        new() { Endpoint = endpoint, AccessKey = "test:tester", SecretKey = secret, PresignedDownloads = presigned };

    public static async Task<SwiftStore> StartAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "swift.sh");
        var (key, secret) = (Options("").AccessKey!, Options("").SecretKey!);
        var keeper = Process.Start(new ProcessStartInfo("sh", [script, key, secret]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var said = await keeper.StandardOutput.ReadLineAsync().WaitAsync(AvatarClient.Patience * 3);
        return said?.Split(' ') is ["READY", _, var port]
            ? new SwiftStore(keeper, $"http://127.0.0.1:{port}")
            : throw new InvalidOperationException($"Swift did not start: {said}");
    }

    /// <summary>The settings of a server that keeps its files under the address.</summary>
    /// <param name="url">As <see cref="NewBucketAsync"/> gave it.</param>
    public static string[] Settings(string url, string endpoint) =>
    [
        $"--Storage:Url={url}", $"--Storage:S3:Endpoint={endpoint}", $"--Storage:S3:AccessKey={Options("").AccessKey}", $"--Storage:S3:SecretKey={Options("").SecretKey}",
    ];

    /// <summary>Makes an empty bucket and gives an address in it, as settings write it.</summary>
    public async Task<string> NewBucketAsync()
    {
        var bucket = $"bucket{Interlocked.Increment(ref _buckets)}";
        await _client.PutBucketAsync(bucket);
        return $"s3://{bucket}/some/prefix";
    }

    /// <summary>What lies under the address, without its beginning and without the mark.</summary>
    public async Task<List<string>> KeysAsync(string url)
    {
        var place = S3Place.Parse(url)!;
        var keys = new List<string>();
        await foreach (var item in _client.Paginators.ListObjectsV2(new() { BucketName = place.Bucket, Prefix = place.Prefix }).S3Objects)
        {
            keys.Add(item.Key[place.Prefix.Length..]);
        }

        keys.Remove(IntelliAvatar.Server.Storage.StorageMark.Name);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    /// <summary>Removes an object past the program.</summary>
    public Task RemoveAsync(string url, string key)
    {
        var place = S3Place.Parse(url)!;
        return _client.DeleteObjectAsync(place.Bucket, place.Prefix + key);
    }

    /// <summary>How many uploads were begun under the address and not ended.</summary>
    public async Task<int> UnfinishedAsync(string url)
    {
        var place = S3Place.Parse(url)!;
        var found = await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = place.Bucket, Prefix = place.Prefix });
        return found.MultipartUploads?.Count ?? 0;
    }

    public Task BeginUploadAsync(string url, string key)
    {
        var place = S3Place.Parse(url)!;
        return _client.InitiateMultipartUploadAsync(place.Bucket, place.Prefix + key);
    }

    /// <summary>As a crash of all of it would.</summary>
    public Task StopAsync() => OrderAsync("stop");

    public Task StartAgainAsync() => OrderAsync("start");

    /// <summary>SIGSTOP to all of it: connections stand, and nothing answers.</summary>
    public Task FreezeAsync() => OrderAsync("freeze");

    public Task ThawAsync() => OrderAsync("thaw");

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private async Task OrderAsync(string order)
    {
        await _keeper.StandardInput.WriteLineAsync(order);
        Assert.Equal(order, await _keeper.StandardOutput.ReadLineAsync().WaitAsync(AvatarClient.Patience));
    }
}
