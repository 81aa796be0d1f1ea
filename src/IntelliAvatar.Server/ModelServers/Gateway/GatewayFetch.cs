using System.Net.Sockets;
using System.Security.Cryptography;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary><c>GET get_file</c>, once: a video is known by its bytes, whatever the status line and the content type say.</summary>
internal sealed class GatewayFetch(HttpClient http, GatewayOptions limits, TimeProvider clock)
{
    /// <summary>What came: the video in <paramref name="partPath"/>, or why it did not.</summary>
    public Task<FetchOutcome> AskAsync(ModelServer server, string name, string partPath, IProgress<double> progress, CancellationToken attempt) =>
        AskAsync(server, name, mayHop: true, partPath, progress, attempt);

    private async Task<FetchOutcome> AskAsync(
        ModelServer server, string name, bool mayHop, string partPath, IProgress<double> progress, CancellationToken attempt)
    {
        using var pace = new StallWatchdog(limits.FirstByte, limits.StallBytes, clock, attempt);
        try
        {
            using var ask = server.Request(HttpMethod.Get, server.FileAt(name));
            using var response = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, pace.Token);
            pace.Allow(limits.Stall);
            await using var body = await response.Content.ReadAsStreamAsync(pace.Token);
            if (!response.IsSuccessStatusCode)
            {
                return await OfStatusAsync(response, body, pace.Token);
            }

            var head = new byte[12];
            var begun = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, pace.Token);
            if (begun == head.Length && head.AsSpan(4, 4).SequenceEqual("ftyp"u8))
            {
                return await SaveAsync(response, head, body, partPath, progress, pace);
            }

            var rest = await GatewayBody.ReadSmallAsync(body, head.AsMemory(0, begun), pace.Token);
            return Elsewhere(rest) is not { } other ? OfOther(rest)
                : mayHop ? await AskAsync(server, other, mayHop: false, partPath, progress, attempt)
                : new FetchOutcome.NotReady("The model server sends from file to file.");
        }
        catch (Exception fault) when (IsTransport(fault) && !attempt.IsCancellationRequested)
        {
            return Unusable(GatewayErrorMap.OfConnecting(fault) is not null
                ? ("result_server_unreachable", "The server that keeps the results cannot be reached.")
                : pace.Stalled ? ("result_stalled", "The model server stopped in the middle of the video.")
                : ("result_cut", "The connection broke in the middle of the video."), ServerHealth.Faulty, canFetchAgain: true);
        }
    }

    private async Task<FetchOutcome> SaveAsync(
        HttpResponseMessage response, byte[] head, Stream body, string partPath, IProgress<double> progress, StallWatchdog pace)
    {
        var expected = response.Content.Headers.ContentLength;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var part = new FileStream(partPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var buffer = new byte[64 << 10];
        head.CopyTo(buffer, 0);
        var total = 0L;
        for (var count = head.Length; count > 0; count = await body.ReadAsync(buffer, pace.Token))
        {
            total += count;
            if (Math.Max(total, expected ?? 0) > limits.MaxResultBytes)
            {
                return new FetchOutcome.Ended(new RenderOutcome.Failed(
                    "result_too_large", $"The model server's video is larger than {limits.MaxResultBytes >> 20} MiB.", MayPass: true, MaxTries: 2));
            }

            await part.WriteAsync(buffer.AsMemory(0, count), pace.Token);
            sha256.AppendData(buffer, 0, count);
            pace.Moved(count);
            if (expected > 0)
            {
                progress.Report((double)total / expected.Value);
            }
        }

        return new FetchOutcome.Video(Convert.ToHexStringLower(sha256.GetHashAndReset()));
    }

    private async Task<FetchOutcome> OfStatusAsync(HttpResponseMessage response, Stream body, CancellationToken cancel)
    {
        var said = await GatewayBody.ReadSmallAsync(body, default, cancel) is { } bytes ? GatewayJson.Object(bytes) : null;
        return GatewayErrorMap.OfStatus(response, said, isOurs: false, clock) switch
        {
            RenderOutcome.Failed when (int)response.StatusCode is 404 => Unusable(("result_missing", "The model server does not have the video that it named.")),
            RenderOutcome.Failed failed => Unusable(("result_error", failed.Reason), failed.Health, canFetchAgain: failed.Health is ServerHealth.Faulty),
            RenderOutcome.Busy busy => Unusable(("result_error", busy.Reason), canFetchAgain: true),
            var wrong => new FetchOutcome.Ended(wrong),
        };
    }

    private static string? Elsewhere(ReadOnlyMemory<byte>? body) =>
        body is { } bytes && GatewayJson.Object(bytes) is { } json && (GatewayJson.Text(json, "file") ?? GatewayJson.Text(json, "filename")) is { } path
            ? GatewayJson.BaseName(path)
            : null;

    private static FetchOutcome OfOther(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes)
        {
            return Unusable(("result_not_mp4", "What the model server sent is not an mp4."));
        }

        return GatewayJson.Object(bytes) switch
        {
            { } json when GatewayJson.IsQueued(json) => new FetchOutcome.NotReady("The model server has not finished the video that it named."),
            { } json => Unusable(("result_is_json", GatewayJson.Reason(json) ?? "In place of the video the model server sent JSON.")),
            _ when bytes.IsEmpty => Unusable(("result_empty", "The model server sent an empty file.")),
            _ when GatewayBody.LooksLikeHtml(bytes.Span) => Unusable(("result_html", "In place of the video the model server sent a web page.")),
            _ => Unusable(("result_not_mp4", "What the model server sent is not an mp4.")),
        };
    }

    private static FetchOutcome.Unusable Unusable((string Code, string Reason) why, ServerHealth health = ServerHealth.Well, bool canFetchAgain = false) =>
        new(new RenderOutcome.Failed(why.Code, why.Reason, MayPass: true) { Health = health, CanFetchAgain = canFetchAgain });

    /// <summary>The network's faults, not the disk's: a full disk of ours is no fault of the server.</summary>
    private static bool IsTransport(Exception fault) =>
        fault is HttpRequestException or HttpIOException or SocketException or OperationCanceledException or IOException { InnerException: SocketException };
}

/// <summary>What <c>get_file</c> gave.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>Bytes that begin like an mp4.</summary>
    public sealed record Video(string Sha256) : FetchOutcome;

    /// <summary>Ask again, for as long as the attempt lasts.</summary>
    public sealed record NotReady(string Reason) : FetchOutcome;

    /// <summary>Ask again, but not often.</summary>
    public sealed record Unusable(RenderOutcome.Failed Failure) : FetchOutcome;

    public sealed record Ended(RenderOutcome Outcome) : FetchOutcome;
}
