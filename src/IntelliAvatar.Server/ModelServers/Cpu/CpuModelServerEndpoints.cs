namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>Turns a video and a speech into a talking video. Null when it is at the result path, else why not.</summary>
internal delegate Task<Refusal?> RenderVideo(
    string videoPath, string audioPath, string? phones, string resultPath, IProgress<double> progress, CancellationToken cancel);

/// <summary>The gateway contract from the other side, with what ours adds to it: docs/model-servers.md.</summary>
internal sealed class CpuModelServerEndpoints(
    Renders renders, RenderVideo render, RequestGuard guard, CpuModelServerOptions options, TimeProvider clock, IHostApplicationLifetime life, ILogger<CpuModelServerEndpoints> logger)
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
        if (!renders.TryEnter())
        {
            http.Response.Headers.RetryAfter = "5";
            return Problem(new Refusal("busy", "All slots of this server are taken.", StatusCodes.Status503ServiceUnavailable));
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        try
        {
            return await ReceiveAndRenderAsync(http.Request, gone.Token);
        }
        finally
        {
            renders.Leave();
        }
    }

    private async Task<IResult> ReceiveAndRenderAsync(HttpRequest request, CancellationToken gone)
    {
        var scratch = renders.NewScratch();
        try
        {
            var (video, audio) = (Path.Combine(scratch.FullName, "face.mp4"), Path.Combine(scratch.FullName, "audio.wav"));
            var (form, refused) = await GenerateForm.ReadAsync(request, video, audio, options, gone);
            if (refused is not null)
            {
                return Problem(refused);
            }

            var jobId = form.JobId ?? Guid.NewGuid().ToString("N");
            return renders.FinishedOf(jobId) is { } before
                ? Success(before)
                : await RenderAsync(jobId, video, audio, form.Phones, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return Problem(Stopped);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<IResult> RenderAsync(string jobId, string video, string audio, string? phones, CancellationToken gone)
    {
        if (renders.TryBegin(jobId, gone) is not { } running)
        {
            return Problem(new Refusal("already_running", "This job is being rendered already.", StatusCodes.Status409Conflict));
        }

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
            logger.LogError(bug, "Job {JobId} failed", jobId);
            return Problem(new Refusal("render_failed", "The model server failed in a way that it did not expect; its log says more.", StatusCodes.Status500InternalServerError));
        }
        finally
        {
            renders.End(running);
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

    private static Refusal Stopped { get; } = new("stopping", "The model server is being stopped.", StatusCodes.Status503ServiceUnavailable);

    private static IResult Success(Render render) => Results.Json(new { status = "success", video = $"/{render.ResultName}" });

    private static IResult Problem(Refusal refusal) =>
        Results.Json(new { status = "error", code = refusal.Code, message = refusal.Detail }, statusCode: refusal.Status);
}
