using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>Turns a video and a speech into a talking video. Null when it is at the result path, else why not.</summary>
internal delegate Task<Refusal?> RenderVideo(
    string videoPath, string audioPath, string? phones, string resultPath, IProgress<double> progress, CancellationToken cancel);

/// <summary>The gateway contract from the other side, with what ours adds to it: docs/model-servers.md.</summary>
internal sealed class CpuModelServerEndpoints(
    RenderRegistry renders, UploadPlaces uploads, RenderVideo render, RequestGuard guard, CpuModelServerOptions options, TimeProvider clock, IHostApplicationLifetime life, ILogger<CpuModelServerEndpoints> logger)
{
    public void Map(WebApplication routes)
    {
        routes.Use(GuardAsync);
        routes.MapPost("/generate", (Delegate)GenerateAsync);
        routes.MapGet("/get_file", GetFile);
        routes.MapGet("/progress", (string job_id) => renders.ProgressOf(job_id) is { } progress ? Results.Json(new { progress }) : Problem(UnknownJob));
        routes.MapPost("/cancel", (string job_id) => renders.Cancel(job_id) ? Results.Json(new { status = "cancelled" }) : Problem(UnknownJob));
        routes.MapGet(RequestGuard.Liveness, Health);
        routes.MapFallback(() => Problem(new Refusal("unknown_address", "This is a model server; see docs/model-servers.md.", StatusCodes.Status404NotFound)));
    }

    private Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (guard.Refuse(http.Request) is not { } refusal)
        {
            return next(http);
        }

        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return Problem(refusal).ExecuteAsync(http);
    }

    private IResult Health(HttpRequest request) =>
        guard.MayKnow(request) ? Results.Json(new { status = "ready", slots = options.Slots, busy = renders.Busy }) : Results.Json(new { status = "ready" });

    private static Refusal UnknownJob { get; } = new("unknown_job", "This server knows no such job.", StatusCodes.Status404NotFound);

    private async Task<IResult> GenerateAsync(HttpContext http)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var scratch = renders.NewScratch();
        Render? begun = null;
        try
        {
            var (video, audio) = (Path.Combine(scratch.FullName, "face.mp4"), Path.Combine(scratch.FullName, "audio.wav"));
            var (form, refused) = await ReceiveAsync(http, video, audio, gone.Token);
            if (form is null)
            {
                return Problem(refused!, http.Response);
            }

            (begun, var finished, var why) = renders.Begin(form.JobId ?? Guid.NewGuid().ToString("N"), form.Content, gone.Token);
            return begun is not null ? await RenderAsync(begun, video, audio, form.Phones)
                : finished is not null ? Success(finished)
                : Problem(why!, http.Response);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return Problem(Stopped);
        }
        finally
        {
            try
            {
                scratch.Delete(recursive: true);
            }
            finally
            {
                renders.End(begun); // a slot that is free has its disk back, too
            }
        }
    }

    /// <summary>Takes the files in. Meanwhile no slot is taken, but a server that is full says so before they travel.</summary>
    private async Task<(GenerateForm? Form, Refusal? Refused)> ReceiveAsync(HttpContext http, string video, string audio, CancellationToken gone)
    {
        if (renders.Busy >= options.Slots)
        {
            return (null, RenderRegistry.AllTaken);
        }

        using var place = uploads.TryEnter(gone);
        if (place is null)
        {
            return (null, TooManyUploads);
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null; // the place asks for more
        }

        try
        {
            return await GenerateForm.ReadAsync(http.Request, video, audio, options, place);
        }
        catch (OperationCanceledException) when (place.GivenUp is not null && !gone.IsCancellationRequested)
        {
            http.Response.Headers.Connection = "close";
            return (null, place.GivenUp);
        }
    }

    private async Task<IResult> RenderAsync(Render running, string video, string audio, string? phones)
    {
        try
        {
            var refused = await render(video, audio, phones, renders.PathOf(running), running, running.Cancelled);
            if (refused is not null)
            {
                return Problem(refused);
            }

            renders.Finish(running);
            return Success(running);
        }
        catch (OperationCanceledException) when (running.IsCancelled)
        {
            return Problem(new Refusal("cancelled", "The render was cancelled.", StatusCodes.Status409Conflict));
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            logger.LogError(bug, "Job {JobId} failed", running.JobId);
            return Problem(new Refusal("render_failed", "The model server failed in a way that it did not expect; its log says more.", StatusCodes.Status500InternalServerError));
        }
    }

    private IResult GetFile(HttpContext http, string filename)
    {
        if (renders.Named(filename) is not { } render || !File.Exists(renders.PathOf(render)))
        {
            return Problem(new Refusal("unknown_file", "This server has no such file.", StatusCodes.Status404NotFound));
        }

        http.Response.OnCompleted(() =>
        {
            if (!http.RequestAborted.IsCancellationRequested)
            {
                render.FetchedAt ??= clock.GetUtcNow();
            }

            return Task.CompletedTask;
        });
        return Results.File(renders.PathOf(render), "video/mp4", enableRangeProcessing: true);
    }

    private static Refusal TooManyUploads { get; } =
        new("busy", "Too many uploads are on their way to this server.", StatusCodes.Status503ServiceUnavailable);

    private static Refusal Stopped { get; } = new("stopping", "The model server is being stopped.", StatusCodes.Status503ServiceUnavailable);

    private static IResult Success(Render render) => Results.Json(new { status = "success", video = $"/{render.ResultName}" });

    private static IResult Problem(Refusal refusal, HttpResponse response)
    {
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        return Problem(refusal);
    }

    private static IResult Problem(Refusal refusal) =>
        Results.Json(new { status = "error", code = refusal.Code, message = refusal.Detail }, statusCode: refusal.Status);
}
