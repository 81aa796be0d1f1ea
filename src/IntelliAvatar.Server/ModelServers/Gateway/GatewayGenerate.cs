using System.Net.Http.Headers;
using System.Net.Sockets;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary><c>POST generate</c>: uploads, waits for the render, and understands the answer.</summary>
internal sealed class GatewayGenerate(HttpClient http, GatewayOptions limits, TimeProvider clock)
{
    /// <summary>The name of the result and a fingerprint of what it was made from, or how the attempt ended.</summary>
    public async Task<(string? Name, string Inputs, RenderOutcome? Ended)> AskAsync(
        ModelServer server, RenderRequest request, bool isOurs, CancellationToken attempt, bool expectContinue = true)
    {
        using var pace = new StallWatchdog(limits.Stall, limits.StallBytes, clock, attempt);
        using var upload = new GatewayUpload(request, isOurs, pace);
        using var ask = server.Request(HttpMethod.Post, server.At("generate"));
        ask.Content = upload.Content;
        ask.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        // A server that is full or finds the files too large says so before they travel.
        ask.Headers.ExpectContinue = expectContinue;
        try
        {
            using var response = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, pace.Token);
            if ((int)response.StatusCode is 417 && expectContinue)
            {
                return await AskAsync(server, request, isOurs, attempt, expectContinue: false);
            }

            pace.Allow(limits.Stall);
            await using var stream = await response.Content.ReadAsStreamAsync(pace.Token);
            var body = await GatewayBody.ReadSmallAsync(stream, default, pace.Token);
            var (name, ended) = Understand(response, body, isOurs);
            return (name, upload.Fingerprint, ended);
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or IOException || (fault is OperationCanceledException && !attempt.IsCancellationRequested))
        {
            return (null, "", upload.LostPlace ? LostPlace : GatewayErrorMap.OfConnecting(fault) ?? Broken(upload, pace, isOurs));
        }
    }

    private (string? Name, RenderOutcome? Ended) Understand(HttpResponseMessage response, ReadOnlyMemory<byte>? body, bool isOurs)
    {
        var said = body is { } bytes ? GatewayJson.Object(bytes) : null;
        if (!response.IsSuccessStatusCode)
        {
            return (null, GatewayErrorMap.OfStatus(response, said, isOurs, clock));
        }

        if (said is not { } json)
        {
            return (null, NotJson(body));
        }

        if (GatewayJson.IsQueued(json))
        {
            return (null, new RenderOutcome.Busy("model_server_queued", "The model server put the job into a queue of its own.", TimeSpan.FromSeconds(30), Accepted: true));
        }

        if (GatewayJson.Text(json, "status") is not "success")
        {
            return (null, Twice("render_failed", GatewayJson.Reason(json) ?? "The model server says that it failed, and not why."));
        }

        return GatewayJson.Text(json, "video") switch
        {
            null or "" => (null, Twice("result_unnamed", "The model server says that it is done, but names no video.")),
            var path => GatewayJson.BaseName(path) is { } name
                ? (name, null)
                : (null, Twice("result_name_unusable", "The model server's name for the video is none that a file can have.")),
        };
    }

    private static RenderOutcome.Failed NotJson(ReadOnlyMemory<byte>? body) => body switch
    {
        null => Twice("model_server_answer_too_large", "The model server's answer is too large to be one."),
        { IsEmpty: true } => Twice("model_server_answer_empty", "The model server answered nothing."),
        { } bytes when GatewayBody.LooksLikeHtml(bytes.Span) => Twice("model_server_answer_html", "The model server answered with a web page."),
        _ => Twice("model_server_answer_not_json", "The model server's answer is not the JSON that was agreed."),
    };

    /// <summary>Before the last byte nothing was submitted. After it the render may be running or done: a foreign server gets one more submission at most.</summary>
    private static RenderOutcome.Failed Broken(GatewayUpload upload, StallWatchdog pace, bool isOurs) => (upload.IsSent, pace.Stalled) switch
    {
        (false, true) => new RenderOutcome.Failed("upload_stalled", "The model server stopped reading the files.", MayPass: true) { Health = ServerHealth.Faulty },
        (false, false) => new RenderOutcome.Failed("upload_broken", "The connection broke while the files were sent.", MayPass: true) { Health = ServerHealth.Faulty },
        (true, true) => Lost("answer_stalled", "The model server stopped in the middle of its answer.", isOurs),
        (true, false) => Lost("answer_lost", "The connection broke before the model server had answered.", isOurs),
    };

    private static RenderOutcome.Busy LostPlace =>
        new("slot_lost", "This process stood still, and the model server's slot was given to another job; the job waits for a slot again.", TimeSpan.Zero);

    private static RenderOutcome.Failed Lost(string code, string reason, bool isOurs) =>
        new(code, reason, MayPass: true, MaxTries: isOurs ? null : 2) { Health = ServerHealth.Faulty };

    private static RenderOutcome.Failed Twice(string code, string reason) => new(code, reason, MayPass: true, MaxTries: 2);
}
