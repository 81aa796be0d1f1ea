using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage.S3;

/// <summary>
/// Files by key in an object store, which cannot rename: a file is uploaded under its key before the transaction that makes it known.
/// A store may carry out a PUT, COPY or DELETE long after its client gave up. So a key is only ever written by one try with one file, and never
/// again after its removal was asked for: what is there is right, and what no row names is never seen. Only pictures of a result may be written
/// by several tries, all with the same picture; their removal is asked for with that of the result.
/// </summary>
public sealed class S3FileStore(IOptions<StorageOptions> options, TimeProvider time) : IFileStore, IDisposable
{
    private static readonly TimeSpan ListPatience = TimeSpan.FromSeconds(30);
    private const long CopyBytesPerSecond = 20 << 20;
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);

    private readonly S3Options _settings = options.Value.S3;
    private readonly S3Place _place = S3Place.Parse(options.Value.Url)!;
    private readonly AmazonS3Client _client = S3Client.Connect(options.Value.S3);

    public string KeyFor(string name, string tryId) => StorageKeys.WithTry(name, tryId);

    public async Task StageAsync(string source, string key, CancellationToken cancel)
    {
        var length = await LengthAsync(source, cancel);
        if (await LookAsync(key, cancel) is { } there && there.ContentLength == length)
        {
            return;
        }

        if (StorageKeys.IsKey(source))
        {
            await S3Client.AskAsync(
                "copying a file",
                stop => _client.CopyObjectAsync(_place.Bucket, Full(source), _place.Bucket, Full(key), stop),
                cancel,
                TimeSpan.FromSeconds(8 + ((double)length / CopyBytesPerSecond)));
            return;
        }

        await S3Client.MoveAsync(
            "storing a file",
            async (stop, moved) =>
            {
                await S3Upload.SendAsync(_client, _place.Bucket, Full(key), source, moved, stop);
                return true;
            },
            cancel);
    }

    /// <summary>The file has its key already; this makes sure that no sweep has taken it since.</summary>
    public async Task PublishAsync(string source, string key, CancellationToken cancel)
    {
        if ((await LookAsync(key, cancel))?.ContentLength != await LengthAsync(source, cancel))
        {
            throw new StorageAwayException("keeping a file", new IOException($"{key} is not there as it was sent."));
        }
    }

    public async Task<StoredFile?> OpenAsync(string key, CancellationToken cancel) =>
        await LookAsync(key, cancel) is { } there
            ? new(new S3ReadStream(_client, _place.Bucket, Full(key), there.ContentLength), there.LastModified is { } written ? new DateTimeOffset(written.ToUniversalTime()) : time.GetUtcNow())
            : null;

    public async Task<string> LocalAsync(string key, TempFolder scratch, CancellationToken cancel)
    {
        var path = scratch.File(Path.GetFileName(key));
        if (File.Exists(path))
        {
            return path;
        }

        await using var stored = await OpenAsync(key, cancel) ?? throw new FileNotFoundException($"{key} is not stored.");
        await using (var copy = new FileStream($"{path}.part", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
        {
            await stored.Content.CopyToAsync(copy, cancel);
        }

        File.Move($"{path}.part", path);
        return path;
    }

    public Uri? PresignedUrl(string key, string name) =>
        !_settings.PresignedDownloads ? null : new Uri(_client.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = _place.Bucket,
            Key = Full(key),
            Verb = HttpVerb.GET,
            Expires = (time.GetUtcNow() + LinkLife).UtcDateTime,
            Protocol = _settings.Endpoint?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
            ResponseHeaderOverrides = new() { ContentDisposition = $"attachment; filename=\"{name}\"" },
        }));

    public Task RemoveAsync(string key, CancellationToken cancel) =>
        S3Client.AskAsync("removing a file", stop => _client.DeleteObjectAsync(_place.Bucket, Full(key), stop), cancel);

    public async IAsyncEnumerable<StoredKey> ListKeysAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var ask = new ListObjectsV2Request { BucketName = _place.Bucket, Prefix = _place.Prefix };
        do
        {
            var page = await S3Client.AskAsync("listing files", stop => _client.ListObjectsV2Async(ask, stop), cancel, ListPatience);
            foreach (var item in page.S3Objects ?? [])
            {
                if (item.Key[_place.Prefix.Length..] is var key && StorageKeys.IsKey(key))
                {
                    yield return new(key, item.LastModified is { } written ? new DateTimeOffset(written.ToUniversalTime()) : time.GetUtcNow());
                }
            }

            ask.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (ask.ContinuationToken is not null);
    }

    public async Task<int> AbortStaleUploadsAsync(DateTimeOffset begunBefore, Func<string, bool> isOurs, CancellationToken cancel)
    {
        var abandoned = 0;
        var ask = new ListMultipartUploadsRequest { BucketName = _place.Bucket, Prefix = _place.Prefix };
        ListMultipartUploadsResponse page;
        do
        {
            page = await S3Client.AskAsync("listing uploads", stop => _client.ListMultipartUploadsAsync(ask, stop), cancel, ListPatience);
            foreach (var upload in (page.MultipartUploads ?? []).Where(upload => IsBefore(upload.Initiated, begunBefore) && IsOurs(upload.Key[_place.Prefix.Length..])))
            {
                await S3Client.AskAsync("giving up an upload", stop => _client.AbortMultipartUploadAsync(_place.Bucket, upload.Key, upload.UploadId, stop), cancel);
                abandoned++;
            }

            (ask.KeyMarker, ask.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);
        return abandoned;

        bool IsOurs(string key) => StorageKeys.IsKey(key) && isOurs(key);
    }

    public Task<string?> ReadMarkAsync(CancellationToken cancel) =>
        S3Client.AskAsync<string?>(
            "reading whose store it is",
            async stop =>
            {
                try
                {
                    using var found = await _client.GetObjectAsync(_place.Bucket, _place.Prefix + StorageMark.Name, stop);
                    using var text = new StreamReader(found.ResponseStream);
                    return await text.ReadToEndAsync(stop);
                }
                catch (AmazonS3Exception missing) when (missing.IsMissing())
                {
                    return null;
                }
            },
            cancel);

    public Task WriteMarkAsync(string text, CancellationToken cancel) =>
        S3Client.AskAsync(
            "writing whose store it is",
            stop => _client.PutObjectAsync(new() { BucketName = _place.Bucket, Key = _place.Prefix + StorageMark.Name, ContentBody = text, UseChunkEncoding = false }, stop),
            cancel);

    public Task<string?> CheckAsync(CancellationToken cancel) => new S3Check(_client, _place, _settings).RunAsync(cancel);

    public void Dispose() => _client.Dispose();

    private async Task<long> LengthAsync(string source, CancellationToken cancel) =>
        !StorageKeys.IsKey(source) ? new FileInfo(source).Length
        : (await LookAsync(source, cancel))?.ContentLength ?? throw new FileNotFoundException($"{source} is not stored.");

    private Task<GetObjectMetadataResponse?> LookAsync(string key, CancellationToken cancel) =>
        S3Client.AskAsync<GetObjectMetadataResponse?>(
            "looking for a file",
            async stop =>
            {
                try
                {
                    return await _client.GetObjectMetadataAsync(_place.Bucket, Full(key), stop);
                }
                catch (AmazonS3Exception missing) when (missing.IsMissing())
                {
                    return null;
                }
            },
            cancel);

    private static bool IsBefore(DateTime? written, DateTimeOffset time) => written?.ToUniversalTime() < time.UtcDateTime;

    private string Full(string key) => _place.Prefix + StorageKeys.Checked(key);
}
