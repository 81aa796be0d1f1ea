using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Captions;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobMedia;

/// <summary><c>GET /v1/jobs/{job_id}/captions.vtt</c> and <c>….srt</c>: the spoken text, each piece while it is heard.</summary>
internal static class GetCaptions
{
    public static Task<Results<ContentHttpResult, ProblemHttpResult>> HandleVtt(
        [FromRoute(Name = "job_id")] string jobId, HttpResponse response, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        ServeAsync(jobId, response, CaptionFile.ToWebVtt, "text/vtt; charset=utf-8", queue, files, cancel);

    public static Task<Results<ContentHttpResult, ProblemHttpResult>> HandleSrt(
        [FromRoute(Name = "job_id")] string jobId, HttpResponse response, JobQueue queue, IFileStore files, CancellationToken cancel) =>
        ServeAsync(jobId, response, (captions, _) => CaptionFile.ToSubRip(captions), "application/x-subrip; charset=utf-8", queue, files, cancel);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ServeAsync(
        string jobId, HttpResponse response, Func<IReadOnlyList<Caption>, bool, string> write, string type, JobQueue queue, IFileStore files, CancellationToken cancel)
    {
        switch (await queue.FindAsync(jobId, cancel))
        {
            case null:
                return JobProblems.Unknown.ToProblem();
            case { Script: null }:
                return JobProblems.NotFound("text_unknown", "The speech of this job was uploaded, so there is no text to make captions of.").ToProblem();
            case { Script: { } text, SpeechSeconds: { } seconds, InputAudio: { } audio } job:
                var phones = await PhonesAsync(StorageKeys.PhonesOf(audio), files, cancel);
                response.Headers.CacheControl = "private, no-cache"; // a later version may time the same words better
                return TypedResults.Content(write(CaptionTrack.Of(text, TimeSpan.FromSeconds(seconds), phones, job.PayloadAs<SpeechPayload>().Language), phones is null), type);
            default:
                return JobProblems.NotFound("speech_not_ready", "The speech is not made yet, so it is not known when which words are said.").ToProblem();
        }
    }

    /// <summary>Null: the voice told none.</summary>
    private static async Task<IReadOnlyList<Phone>?> PhonesAsync(string key, IFileStore files, CancellationToken cancel)
    {
        await using var file = await files.OpenAsync(key, cancel);
        if (file is null)
        {
            return null;
        }

        using var reader = new StreamReader(file.Content);
        return PhoneFile.Parse(await reader.ReadToEndAsync(cancel));
    }
}
