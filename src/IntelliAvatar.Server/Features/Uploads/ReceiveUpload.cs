using System.Buffers;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Uploads;

/// <summary><c>PATCH /v1/uploads/{upload_id}</c>: the next bytes. Every few megabytes, and when the client is cut off, what has come is made safe.</summary>
internal sealed class ReceiveUpload(
    Assets.Uploads uploads, DiskReserve reserve, FormUploads forms, IOptions<StorageOptions> storage, Workspace workspace, IHostApplicationLifetime program)
{
    /// <summary>What may have to be sent again after the server was killed.</summary>
    public const int PieceBytes = 8 << 20;

    private const int ReadBytes = 64 << 10;

    private static readonly Refusal TooMuch = new("upload_too_large", "More bytes came than Upload-Length announced.", StatusCodes.Status413PayloadTooLarge);

    public static async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> Handle(
        [FromRoute(Name = "upload_id")] string uploadId, HttpContext http, Assets.Uploads uploads, ReceiveUpload receive, CancellationToken cancel)
    {
        if (http.Request.ContentType != Tus.Bytes)
        {
            return new Refusal("upload_type_invalid", $"Send the bytes as Content-Type: {Tus.Bytes}.", StatusCodes.Status415UnsupportedMediaType).ToProblem();
        }

        if (Tus.Number(http.Request, "Upload-Offset") is not { } offset)
        {
            return new Refusal("upload_offset_invalid", "Upload-Offset must say where these bytes begin.", StatusCodes.Status400BadRequest).ToProblem();
        }

        if (await uploads.FindAsync(uploadId, cancel) is not { } upload)
        {
            return Tus.Unknown.ToProblem();
        }

        if (upload.Received != offset)
        {
            return Tus.Moved.ToProblem();
        }

        if (upload.IsIdle && await uploads.WakeAsync(upload, (others, own) => receive.RefuseFull(upload.Length - upload.Received, others, own), cancel) is { } full)
        {
            http.Response.Headers.RetryAfter = "60";
            return full.ToProblem();
        }

        var (received, refusal) = await receive.RunAsync(upload, http.Request, cancel);
        if (received is null)
        {
            return refusal!.ToProblem();
        }

        Tus.Tell(http.Response, received);
        return TypedResults.StatusCode(StatusCodes.Status204NoContent);
    }

    /// <summary>Whether the disk has room for so many bytes. An object store has its own: of its uploads one piece at a time lies on ours.</summary>
    /// <param name="others">How many are still to come of other uploads.</param>
    /// <param name="own">How many of them from the same address.</param>
    public Refusal? RefuseFull(long length, long others, long own) =>
        storage.Value.IsS3 ? reserve.Refuse(Math.Min(length, PieceBytes), forms.ToCome)
        : reserve.Refuse(length, others + forms.ToCome) ?? (reserve.IsOverShare(length, own) ? Assets.Uploads.FromHere : null);

    /// <returns>The upload as it is now; or why not all that was sent is kept.</returns>
    public async Task<(Upload? Upload, Refusal? Refusal)> RunAsync(Upload upload, HttpRequest request, CancellationToken cancel)
    {
        request.HttpContext.AllowAnyLength(); // the announced length is the limit
        if (reserve.Refuse() is { } full)
        {
            return (null, full); // as a POST that means PATCH
        }

        if (request.ContentLength > upload.Length - upload.Received)
        {
            return (null, TooMuch);
        }

        using var scratch = workspace.NewScratch();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, program.ApplicationStopping);
        while (true)
        {
            var piece = scratch.File($"{upload.Received}.piece");
            var (bytes, isEnd) = await FillAsync(request.Body, piece, Math.Min(PieceBytes, upload.Length - upload.Received), stop.Token);
            RequestPatience.Restart();
            if (bytes > 0)
            {
                // What has come is kept, also when its sender is gone.
                if (await uploads.AppendAsync(upload.UploadId, upload.Received, piece, CancellationToken.None) is not { } next)
                {
                    return (null, Tus.Moved);
                }

                upload = next;
                File.Delete(piece);
            }

            if (isEnd)
            {
                return (upload, null);
            }

            if (upload.IsWhole)
            {
                return await request.Body.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, stop.Token) == 0 ? (upload, null) : (null, TooMuch);
            }

            if (reserve.Refuse() is { } filled)
            {
                return (null, filled);
            }
        }
    }

    /// <returns>How much came, and whether no more will: the request is at its end, or was cut off.</returns>
    private static async Task<(long Bytes, bool IsEnd)> FillAsync(Stream body, string path, long most, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        long bytes = 0;
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            while (bytes < most)
            {
                int read;
                try
                {
                    read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - bytes)), cancel);
                }
                catch (Exception cut) when (cut is IOException or OperationCanceledException)
                {
                    return (bytes, true);
                }

                if (read == 0)
                {
                    return (bytes, true);
                }

                await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
                bytes += read;
            }

            return (bytes, false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
