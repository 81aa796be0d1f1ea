using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary>What was seen in one picture of a video, and what those of all of them mean for a job.</summary>
/// <param name="Count">How many faces.</param>
/// <param name="Size">Of the largest, in pixels.</param>
/// <param name="Driven">The one that would be driven.</param>
internal sealed record FacesSeen(int Count, float Size, FaceLandmarks? Driven)
{
    private const int FewestPictures = 2; // one alone may be a blink, or a blur

    // The engine drives faces down to 40 pixels; below 80 little is seen of what the mouth does.
    private const float Small = 80;

    // Of a second of the usual video.
    private const int FramesPerPicture = 25 / FaceCheck.PerSecond;

    // In radians. A head is tilted by less, and lies on its side up to the second.
    private const float OnItsSide = MathF.PI / 4, UpsideDown = 3 * MathF.PI / 4;

    private bool IsMouthHidden { get; init; }

    private bool IsOther { get; init; }

    private float Turn => Driven is null ? 0 : MathF.Abs(Driven.Angle());

    /// <param name="looks">The pictures, in order.</param>
    /// <param name="small">The size of a face that is smaller than those that are looked for everywhere.</param>
    public static IEnumerable<Problem> Judge(IReadOnlyList<FacesSeen> looks, float? small)
    {
        FaceLandmarks?[] driven = [.. looks.Select(look => look.Driven)];
        var hidden = FaceSurvey.CoveredMouths(driven);
        var other = FaceSurvey.OtherPersons(driven, FramesPerPicture);
        List<FacesSeen> seen =
            [.. looks.Select((look, i) => look with { IsMouthHidden = hidden[i] && !other[i], IsOther = other[i] })];
        var sizes = seen.Where(picture => picture.Count > 0).Select(picture => picture.Size).Order().ToList();
        if (sizes.Count == 0 && small is null)
        {
            return [new Problem("no_face", "No face was found in the video. Use one in which the face is seen from the "
                + "front, well lit and not covered.", Problem.Error)];
        }

        if (sizes.Count == 0)
        {
            return [TooSmall(small!.Value)];
        }

        if (seen.TrueForAll(picture => picture.Count == 0 || picture.IsMouthHidden || picture.IsOther))
        {
            return [new Problem("mouth_hidden", "The mouth is never seen: a mask, a hand or something else is before it all "
                + "the time, or it lies outside the picture. Use a video in which the whole mouth is seen.", Problem.Error)];
        }

        var typical = sizes[sizes.Count / 2];
        return
        [
            .. Stretches(seen, picture => picture.Count == 0)
                .Select(at => Problem.Between("no_face", at.From, at.To, when => $"No face is seen {when}. Other parts of "
                    + "the video are shown longer instead.")),
            .. Stretches(seen, picture => picture.Count > 1)
                .Select(at => Problem.Between("several_faces", at.From, at.To, when => $"Several faces are seen {when}. One "
                    + "person is kept to: the one that is followed from the beginning.")),
            .. Stretches(seen, picture => picture.IsOther)
                .Select(at => Problem.Between("other_person", at.From, at.To, when => $"Another person is seen {when}. The "
                    + "person of the beginning is kept to; that part is left out.")),
            .. Stretches(seen, picture => picture.IsMouthHidden, fewest: 1)
                .Select(at => Problem.Between("mouth_hidden", at.From, at.To, when => $"The mouth is not seen {when}: "
                    + "something is before it, or the picture is dark or fades. Nothing is painted there, and that part "
                    + "is shown once at most.")),
            .. Turned(seen, picture => picture.Turn is > OnItsSide and <= UpsideDown, "lies on its side"),
            .. Turned(seen, picture => picture.Turn > UpsideDown, "stands upside down"),
            .. typical < Small ? [TooSmall(typical)] : Array.Empty<Problem>(),
        ];
    }

    private static Problem TooSmall(float size) =>
        new("face_small", $"The face is only about {size:0} pixels large. Below {Small:0} the mouth's movements are hardly "
            + "seen; come closer, or cut the picture.", Problem.Warning);

    private static IEnumerable<Problem> Turned(List<FacesSeen> seen, Func<FacesSeen, bool> which, string how) =>
        Stretches(seen, picture => picture is { IsMouthHidden: false, IsOther: false } && which(picture))
            .Select(at => Problem.Between("face_turned", at.From, at.To, when =>
                $"The face {how} {when}. Its mouth is driven where it is, and the picture is not turned. If it should stand "
                    + "upright, turn the video first."));

    private static IEnumerable<(TimeSpan From, TimeSpan To)> Stretches(
        List<FacesSeen> seen, Func<FacesSeen, bool> which, int fewest = FewestPictures)
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
                yield return (TimeSpan.FromSeconds(from / (double)FaceCheck.PerSecond),
                    TimeSpan.FromSeconds(to / (double)FaceCheck.PerSecond));
            }

            from = Math.Max(from, to);
        }
    }
}
