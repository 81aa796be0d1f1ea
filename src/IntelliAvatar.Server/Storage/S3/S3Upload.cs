using Amazon.S3;
using Amazon.S3.Model;

namespace IntelliAvatar.Server.Storage.S3;

/// <summary>Sends a file to the store as it is read from the disk: small ones at once, larger ones in parts that stay hidden until all are there.</summary>
/// <remarks>By hand: the SDK's TransferUtility cannot leave chunked signatures out, which not every store understands.</remarks>
internal static class S3Upload
{
    private const long PartBytes = 8 << 20;
    private const int MostParts = 10_000;

    public static async Task SendAsync(IAmazonS3 client, string bucket, string key, string path, Action moved, CancellationToken cancel)
    {
        var length = new FileInfo(path).Length;
        if (length <= PartBytes)
        {
            var put = new PutObjectRequest { BucketName = bucket, Key = key, FilePath = path, UseChunkEncoding = false, ContentType = TypeOf(key) };
            put.StreamTransferProgress += (_, _) => moved();
            await client.PutObjectAsync(put, cancel);
            return;
        }

        var begun = await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = TypeOf(key) }, cancel);
        try
        {
            var parts = await SendPartsAsync(client, begun, path, length, moved, cancel);
            await client.CompleteMultipartUploadAsync(new() { BucketName = bucket, Key = key, UploadId = begun.UploadId, PartETags = parts }, cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException) // a store that hangs would make us wait again
        {
            await GiveUpAsync(client, bucket, key, begun.UploadId);
            throw;
        }
    }

    private static async Task<List<PartETag>> SendPartsAsync(IAmazonS3 client, InitiateMultipartUploadResponse begun, string path, long length, Action moved, CancellationToken cancel)
    {
        var size = Math.Max(PartBytes, (length / MostParts) + 1);
        var parts = new List<PartETag>();
        for (var at = 0L; at < length; at += size)
        {
            var part = new UploadPartRequest
            {
                BucketName = begun.BucketName,
                Key = begun.Key,
                UploadId = begun.UploadId,
                PartNumber = parts.Count + 1,
                FilePath = path,
                FilePosition = at,
                PartSize = Math.Min(size, length - at),
                UseChunkEncoding = false,
            };
            part.StreamTransferProgress += (_, _) => moved();
            var sent = await client.UploadPartAsync(part, cancel);
            moved();
            parts.Add(new PartETag(parts.Count + 1, sent.ETag));
        }

        return parts;
    }

    /// <summary>The parts that were sent cost money. What cannot be reached now is given up by the sweep.</summary>
    private static async Task GiveUpAsync(IAmazonS3 client, string bucket, string key, string uploadId)
    {
        try
        {
            await S3Client.AskAsync("giving up an upload", stop => client.AbortMultipartUploadAsync(new() { BucketName = bucket, Key = key, UploadId = uploadId }, stop), CancellationToken.None);
        }
        catch (StorageAwayException)
        {
            // Then the sweep does it.
        }
    }

    private static string TypeOf(string key) => Path.GetExtension(key) switch
    {
        ".mp4" => "video/mp4",
        ".wav" => "audio/wav",
        _ => "text/plain",
    };
}
