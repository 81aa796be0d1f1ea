using System.Text.Json;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Features.TextToAvatar;

/// <summary>Makes the speech of the text, once, and has a model server make the head speak it.</summary>
internal sealed class TextToAvatarJob(
    ConvertStep convert, SpeechSynthesizer synthesizer, RenderStep render, RiskySteps risks, JobQueue queue, JobFiles files, IFileStore store) : IJobHandler
{
    public const string KindName = "text-to-avatar";

    /// <summary>The share that people see the speech take of what is left after a conversion.</summary>
    private const double SpeechShare = 0.1;

    public string Kind => KindName;

    public async Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel)
    {
        var converted = ConvertStep.ShareOf(run.Job);
        if (await convert.RunAsync(run, _ => run.Job.Payload, cancel) is { } ended)
        {
            return ended;
        }

        var spoken = converted + ((1 - converted) * SpeechShare);
        var payload = run.Job.PayloadAs<SpeechPayload>();
        var audio = run.Job.InputAudio ?? files.KeyFor(StorageKeys.Audio(run.Job.JobId), run.Job);
        if (run.Job.InputAudio is null)
        {
            if (!await risks.BeginAsync(run, "speech", cancel))
            {
                return JobOutcome.Release.LeaseLost;
            }

            // Notice a store that is away before the speech is paid for.
            await store.LocalAsync(run.Job.InputVideo, run.Scratch, cancel);
            var (made, outcome) = await SpeakAsync(run, payload, audio, cancel);
            if (made is null)
            {
                return outcome!;
            }

            run.LeaveRisk();
            payload = payload with { Speech = made };
        }

        run.Advance(spoken);
        var speech = payload.Speech!;
        return await render.RunAsync(
            run, audio, speech.HasPhones ? StorageKeys.PhonesOf(audio) : null, TimeSpan.FromSeconds(speech.Seconds), spoken, cancel);
    }

    private async Task<(MadeSpeech? Made, JobOutcome? Outcome)> SpeakAsync(
        JobContext run, SpeechPayload payload, string audio, CancellationToken cancel)
    {
        var wav = run.Scratch.File("speech.wav");
        var spoken = await synthesizer.SpeakAsync(payload.Says, wav, cancel);
        if (spoken is SpeechOutcome.Failed failed)
        {
            return (null, failed.MayPass
                ? new JobOutcome.Retry(failed.Code, failed.Reason, failed.RetryAfter)
                : new JobOutcome.Fail(failed.Code, failed.Reason));
        }

        var speech = (SpeechOutcome.Spoken)spoken;
        var published = new Dictionary<string, string>(StringComparer.Ordinal);
        if (speech.Phones is { } phones)
        {
            var path = run.Scratch.File("speech.phones");
            await File.WriteAllTextAsync(path, PhoneFile.Format(phones), cancel);
            published[path] = StorageKeys.PhonesOf(audio);
        }

        published[wav] = audio;
        var made = new MadeSpeech(speech.VoiceId, speech.Provider, speech.FallbackReason, speech.Duration.TotalSeconds,
            speech.Phones is not null, speech.Language);
        var kept = JsonSerializer.Serialize(payload with { Speech = made }, JsonSerializerOptions.Web);
        return await queue.KeepSpeechAsync(run.Job, audio, published, kept, made.Seconds, made.Voice, cancel)
            ? (made, null)
            : (null, new JobOutcome.Release("lease_lost", "The job was taken over by another worker."));
    }
}
