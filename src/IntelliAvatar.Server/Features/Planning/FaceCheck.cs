using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Face;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary>Looks through the beginning of a video for stretches without a face, with several, with something before the mouth, and for faces that are too small.</summary>
/// <remarks>One video less is looked at together than there are processors. The others wait in a line of their own, in which users take turns.</remarks>
internal sealed class FaceCheck(IOptions<MediaLimits> limits, TimeProvider time)
{
    private const int PerSecond = 4;
    private const int FewestPictures = 2; // one alone may be a blink, or a blur

    /// <summary>As much as our own engine prepares of a base.</summary>
    private static readonly TimeSpan LooksAt = TimeSpan.FromMinutes(2), Patience = TimeSpan.FromSeconds(30);

    // The engine drives faces down to 40 pixels; below 80 little is seen of what the mouth does.
    private const float Small = 80;

    /// <summary>More than a moment for the line, which keeps a processor free of these.</summary>
    private static readonly MediaCost Cost = new(TimeSpan.FromSeconds(5), IsLarge: false);

    private readonly IntakeLine _line = new(Environment.ProcessorCount, time);
    private readonly Lazy<LipSyncModels> _models = new(EngineModels.Load);
    private readonly SampledPictures _pictures = new(limits.Value);

    /// <param name="Seconds">How much of the video was looked at before time was up.</param>
    /// <param name="IsWhole">Whether the look came to its end: another one would find the same.</param>
    public sealed record Found(IReadOnlyList<Problem> Problems, double Seconds, bool IsWhole);

    /// <param name="videoPath">What <see cref="MediaIntake"/> wrote.</param>
    /// <param name="userId">Who asks.</param>
    /// <returns>What was found; nothing when there was no turn in time.</returns>
    public async Task<Found> RunAsync(string videoPath, string userId, Scratch scratch, CancellationToken cancel)
    {
        using var turn = await _line.EnterAsync(userId, Cost, limits.Value.MaxIntakeWait, cancel);
        return turn is null ? new([], 0, IsWhole: false) : await LookAsync(videoPath, scratch, cancel);
    }

    private async Task<Found> LookAsync(string videoPath, Scratch scratch, CancellationToken cancel)
    {
        var survey = new FaceSurvey(_models.Value);
        var seen = new List<Look>();
        float? small = null;
        var isWhole = true;
        using var deadline = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            var refusal = await _pictures.ShowAsync(
                videoPath, scratch.Folder, PerSecond, LooksAt,
                (picture, shrink) =>
                {
                    var (faces, largest) = survey.Look(picture, stop.Token);
                    if (seen.Count == 0 && faces.Count == 0)
                    {
                        small = survey.LookForSmall(picture, stop.Token) * shrink;
                    }

                    seen.Add(new Look(faces.Count, faces.Count == 0 ? 0 : faces[0] * shrink, largest));
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

        return new(seen.Count == 0 ? [] : [.. Judge(seen, small)], seen.Count / (double)PerSecond, isWhole);
    }

    /// <summary>What was seen in one picture.</summary>
    private sealed record Look(int Faces, float Size, FaceLandmarks? Largest)
    {
        public bool IsMouthHidden { get; init; }
    }

    private static IEnumerable<Problem> Judge(List<Look> looks, float? small)
    {
        List<Look> seen = [.. FaceSurvey.CoveredMouths([.. looks.Select(look => look.Largest)]).Zip(looks, (hidden, look) => look with { IsMouthHidden = hidden })];
        var sizes = seen.Where(picture => picture.Faces > 0).Select(picture => picture.Size).Order().ToList();
        if (sizes.Count == 0 && small is null)
        {
            return [new Problem("no_face", "No face was found in the video. Use one in which the face is seen from the front, well lit and not covered.", Problem.Error)];
        }

        if (sizes.Count == 0)
        {
            return [new Problem("face_small", $"The face is only about {small:0} pixels large. Below {Small:0} the mouth's movements are hardly seen; come closer, or cut the picture.", Problem.Warning)];
        }

        if (seen.TrueForAll(picture => picture.Faces == 0 || picture.IsMouthHidden))
        {
            return [new Problem("mouth_hidden", "The mouth is never seen: a mask, a hand or something else is before it all the time, or it lies outside the picture. Use a video in which the whole mouth is seen.", Problem.Error)];
        }

        var typical = sizes[sizes.Count / 2];
        return
        [
            .. Stretches(seen, picture => picture.Faces == 0)
                .Select(at => Problem.Between("no_face", at.From, at.To, when => $"No face is seen {when}. Other parts of the video are shown longer instead.")),
            .. Stretches(seen, picture => picture.Faces > 1)
                .Select(at => Problem.Between("several_faces", at.From, at.To, when => $"Several faces are seen {when}. One person is kept to: the one that is followed from the beginning.")),
            .. Stretches(seen, picture => picture.IsMouthHidden, fewest: 1)
                .Select(at => Problem.Between("mouth_hidden", at.From, at.To, when => $"The mouth is not seen {when}: something is before it, or the picture is dark or fades. Nothing is painted there, and that part is shown once at most.")),
            .. typical < Small
                ? [new Problem("face_small", $"The face is only about {typical:0} pixels large. Below {Small:0} the mouth's movements are hardly seen; come closer, or cut the picture.", Problem.Warning)]
                : Array.Empty<Problem>(),
        ];
    }

    private static IEnumerable<(TimeSpan From, TimeSpan To)> Stretches(List<Look> seen, Func<Look, bool> which, int fewest = FewestPictures)
    {
        for (var from = 0; from < seen.Count; from++)
        {
            var to = from;
            while (to < seen.Count && which(seen[to]))
            {
                to++;
            }

            if (to - from >= fewest)
            {
                yield return (TimeSpan.FromSeconds(from / (double)PerSecond), TimeSpan.FromSeconds(to / (double)PerSecond));
            }

            from = Math.Max(from, to);
        }
    }
}
