using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Tracking;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary>Looks through the beginning of a video for stretches without a face, with several, with another person, with something before the mouth, and for faces that are small or turned.</summary>
/// <remarks>One video less is looked at together than there are processors. The others wait in a line of their own, in which users take turns.</remarks>
internal sealed class FaceCheck(IOptions<MediaLimits> limits, TimeProvider time)
{
    internal const int PerSecond = 4;

    /// <summary>As much as our own engine prepares of a base.</summary>
    private static readonly TimeSpan LooksAt = TimeSpan.FromMinutes(2), Patience = TimeSpan.FromSeconds(30);

    /// <summary>More than a moment for the line, which keeps a processor free of these.</summary>
    private static readonly MediaCost Cost = new(TimeSpan.FromSeconds(5), IsLarge: false);

    private readonly IntakeLine _line = new(Environment.ProcessorCount, time);
    private readonly Lazy<LipSyncModels> _models = new(EngineModels.Load);
    private readonly FrameSampler _pictures = new(limits.Value);

    /// <param name="Seconds">How much of the video was looked at before time was up.</param>
    /// <param name="IsWhole">Whether the look came to its end: another one would find the same.</param>
    public sealed record Found(IReadOnlyList<Problem> Problems, double Seconds, bool IsWhole);

    /// <param name="videoPath">What <see cref="MediaIntake"/> wrote.</param>
    /// <param name="userId">Who asks.</param>
    /// <returns>What was found; nothing when there was no turn in time.</returns>
    public async Task<Found> RunAsync(string videoPath, string userId, TempFolder scratch, CancellationToken cancel)
    {
        using var turn = await _line.EnterAsync(userId, Cost, limits.Value.MaxIntakeWait, cancel);
        return turn is null ? new([], 0, IsWhole: false) : await LookAsync(videoPath, scratch, cancel);
    }

    private async Task<Found> LookAsync(string videoPath, TempFolder scratch, CancellationToken cancel)
    {
        var survey = new FaceSurvey(_models.Value.Faces);
        var seen = new List<FacesSeen>();
        float? small = null;
        FaceLandmarks? last = null;
        var isWhole = true;
        using var deadline = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            var refusal = await _pictures.ShowAsync(
                videoPath, scratch.Folder, PerSecond, LooksAt,
                (picture, shrink) =>
                {
                    var (faces, driven) = survey.Look(picture, last, stop.Token);
                    last = driven ?? last;
                    if (seen.Count == 0 && faces.Count == 0)
                    {
                        small = survey.LookForSmall(picture, stop.Token) * shrink;
                    }

                    seen.Add(new FacesSeen(faces.Count, faces.Count == 0 ? 0 : faces[0] * shrink, driven));
                },
                stop.Token);
            if (refusal is not null)
            {
                return new([Problem.Of(refusal)], 0, IsWhole: false);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            isWhole = false; // time is up: what was seen is told
        }

        return new(seen.Count == 0 ? [] : [.. FacesSeen.Judge(seen, small)], seen.Count / (double)PerSecond, isWhole);
    }
}
