using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The faces of a whole base video on one canonical face, and what is true of all of them.</summary>
public sealed class PosedTrack
{
    // In frames, and in eye spans.
    private const int BesideCover = 2;
    private const float MostStill = 0.006f;

    // What is beyond these is a slip of the tracker, not a face: pixels, and a share of areas.
    private const float SmallestEyeSpan = 2, MostScaling = 1e4f;

    private readonly PosedFace?[] _faces;
    private readonly int[] _nearest;
    private readonly SlowMouth[] _slow;

    internal PosedTrack(PosedFace?[] faces, float eyeSpan)
    {
        _faces = faces;
        _nearest = NearestWithFace(faces);
        Faces = [.. faces.OfType<PosedFace>()];

        // Of a mouth that is not seen the tracker only guesses where it is.
        PosedFace[] seen = [.. Faces.Where(face => !face.IsCovered && !face.IsFading)];
        seen = seen.Length > 0 ? seen : [.. Faces];
        var gaps = Array.ConvertAll(seen, face => face.Shape.Gap);
        Mean = new MeanFace(eyeSpan, seen.Average(f => f.Shape.MidX), seen.Average(f => f.Shape.MidY), seen.Average(f => f.Shape.Nose));
        MaxGap = Math.Clamp(Signal.Quantile(gaps, 0.95), 0.16f * eyeSpan, 0.22f * eyeSpan);
        NeverOpens = Signal.Quantile(gaps, 0.97) < 0.07f * eyeSpan;
        _slow = SlowMouths();
    }

    public int FrameCount => _faces.Length;

    /// <summary>All faces in the order of the base; at least one.</summary>
    public IReadOnlyList<PosedFace> Faces { get; }

    /// <summary>The faces whose mouth can be lent: those of <see cref="IsPlain"/>; all of them if there is none.</summary>
    public IReadOnlyList<PosedFace> Lenders
    {
        get
        {
            PosedFace[] plain = [.. Faces.Where(face => IsPlain(face.Frame))];
            return plain.Length > 0 ? plain : Faces;
        }
    }

    /// <summary>Whether a frame has a face, the picture does not fade there, and nothing is before the mouth nor just comes before it.</summary>
    public bool IsPlain(int frame) =>
        _faces[frame] is { IsFading: false }
        && Array.TrueForAll(_faces[Math.Max(0, frame - BesideCover)..Math.Min(FrameCount, frame + BesideCover + 1)], face => face?.IsCovered != true);

    /// <summary>Whether the mouth is seen in no frame.</summary>
    public bool IsCovered => Faces.All(face => face.IsCovered);

    /// <summary>Whether the head does not move at all: a picture, or a video of one.</summary>
    public bool IsStill => Faces.All(face =>
        Vector2.Distance(Vector2.Transform(Vector2.Zero, face.ToPicture), Vector2.Transform(Vector2.Zero, Faces[0].ToPicture)) < MostStill * Mean.EyeSpan);

    /// <summary>Where the mouth usually is.</summary>
    public MeanFace Mean { get; }

    /// <summary>The opening of a fully open vowel, in canonical pixels: as far as this person opens the mouth, within 0.16…0.22 eye spans.</summary>
    public float MaxGap { get; }

    /// <summary>Whether the base hardly ever shows the inside of the mouth, so that it must be painted.</summary>
    public bool NeverOpens { get; }

    /// <summary>The face of a frame; where there is none, that of the nearest frame that has one (the picture stands still there).</summary>
    public PosedFace FaceAt(int frame) => _faces[_nearest[frame]]!;

    /// <summary>Where the mouth is around a frame and how wide: its mood rather than its sounds.</summary>
    public SlowMouth SlowAt(int frame) => _slow[frame];

    /// <param name="track">Landmarks per base frame, unsmoothed.</param>
    /// <param name="cancel">Looked at in every frame.</param>
    /// <returns>null if no frame has a face.</returns>
    public static PosedTrack? From(IReadOnlyList<FaceLandmarks?> track, CancellationToken cancel = default)
    {
        var shots = Shots.Of(track);
        var isSame = OnePerson.In(track, shots);
        int[] present = [.. Enumerable.Range(0, track.Count).Where(i => track[i]?.EyeSpan() >= SmallestEyeSpan)];
        present = MostOf(present, i => isSame[i]);
        present = MostOf(present, i => track[i]!.LowerFace?.IsWhole != false);
        if (present.Length == 0)
        {
            return null;
        }

        // A fading picture is darker or paler than any hand makes it.
        var fading = Transitions.In(track, shots);
        var covered = Occlusion.In([.. track.Select((face, i) => fading[i] is null ? face : null)], shots);

        // What is guessed behind a hand must not pull what is seen beside it.
        int[] alike = [.. shots.Select((shot, i) => (2 * shot) + (covered[i] ? 1 : 0))];

        // The median pose itself: with an even count the two middle ones are equally near its value, and rounding would choose.
        int[] seen = [.. present.Where(i => !covered[i] && fading[i] is null)];
        seen = seen.Length > 0 ? seen : present;
        var reference = seen.OrderBy(i => Smoothed(i).Pose().X).ElementAt(seen.Length / 2);
        var canonical = new CanonicalFace(Smoothed(reference));

        var faces = new PosedFace?[track.Count];
        foreach (var i in present)
        {
            var face = Smoothed(i);
            var toCanonical = canonical.Fit(face);
            if (toCanonical.GetDeterminant() is > 1 / MostScaling and < MostScaling && Matrix3x2.Invert(toCanonical, out var toPicture))
            {
                faces[i] = new PosedFace(i, toCanonical, toPicture, new MouthShape(face, toCanonical), shots[i], covered[i], fading[i]);
            }
        }

        return Array.Exists(faces, face => face is not null) ? new PosedTrack(faces, canonical.EyeSpan) : null;

        FaceLandmarks Smoothed(int frame)
        {
            cancel.ThrowIfCancellationRequested();
            return LandmarkSmoothing.At(track, alike, frame);
        }
    }

    /// <summary>Another person, or a mouth that the picture's edge cuts off, is as good as no face; unless there is hardly anything else.</summary>
    private static int[] MostOf(int[] present, Func<int, bool> isGood)
    {
        int[] good = [.. present.Where(isGood)];
        return OnePerson.IsEnough(good.Length, present.Length) ? good : present;
    }

    // Every shot for itself: a cut may well be one between two moods.
    private SlowMouth[] SlowMouths()
    {
        var mouths = new List<SlowMouth>(_nearest.Length);
        while (mouths.Count < _nearest.Length)
        {
            var shot = FaceAt(mouths.Count).Shot;
            PosedFace[] taken = [.. Enumerable.Range(mouths.Count, _nearest.Length - mouths.Count).Select(FaceAt).TakeWhile(face => face.Shot == shot)];
            mouths.AddRange(SlowMouth.Of(WithoutGuesses(taken)));
        }

        return [.. mouths];
    }

    /// <summary>The mouths of a shot; one that is covered stays as it was seen last, or will be seen next.</summary>
    private static MouthShape[] WithoutGuesses(PosedFace[] faces)
    {
        var shapes = Array.ConvertAll(faces, face => face.Shape);
        var last = Array.FindIndex(faces, face => !face.IsCovered);
        for (var i = 0; i < shapes.Length && last >= 0; i++)
        {
            last = faces[i].IsCovered ? last : i;
            shapes[i] = faces[last].Shape;
        }

        return shapes;
    }

    private static int[] NearestWithFace(PosedFace?[] faces)
    {
        var nearest = new int[faces.Length];
        var before = -1;
        for (var i = 0; i < faces.Length; i++)
        {
            before = faces[i] is null ? before : i;
            nearest[i] = before;
        }

        var after = -1;
        for (var i = faces.Length - 1; i >= 0; i--)
        {
            after = faces[i] is null ? after : i;
            if (nearest[i] < 0 || (after >= 0 && after - i < i - nearest[i]))
            {
                nearest[i] = after;
            }
        }

        return nearest;
    }
}
