using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// Everything the engine keeps of a base video: every face in canonical coordinates, and the pixels around the mouths that may be lent.
/// Its size depends on the size of the face and the length of the base, not on the size of the picture.
/// </summary>
public sealed class MouthLibrary
{
    /// <summary>At most so many frames lend their mouth: choosing among N costs N² steps per output frame.</summary>
    public const int MostSources = 300;

    /// <summary>And all of them together so many bytes of pixels, however large the face is.</summary>
    public const long MostBytes = 96 << 20;

    private readonly int[] _sourceFrames;
    private readonly Dictionary<int, MouthSource> _widest;

    internal MouthLibrary(PosedTrack track, IReadOnlyList<MouthSource> sources, IReadOnlyList<StandingObject>? before = null)
    {
        Before = before ?? [];
        Track = track;
        Sources = sources;
        _sourceFrames = [.. sources.Select(source => source.Face.Frame)];
        _widest = sources.GroupBy(source => source.Face.Shot).ToDictionary(shot => shot.Key, shot => shot.MaxBy(source => source.Face.Shape.Gap)!);
    }

    public PosedTrack Track { get; }

    /// <summary>What stands before the face for a while, in the order of the base.</summary>
    public IReadOnlyList<StandingObject> Before { get; }

    /// <summary>What stands before the face in a frame.</summary>
    public StandingObject? BeforeIn(int frame) => Before.FirstOrDefault(thing => thing.First <= frame && frame <= thing.Last);

    /// <summary>The frames that lend their mouth, in the order of the base.</summary>
    public IReadOnlyList<MouthSource> Sources { get; }

    /// <summary>The source of a shot whose mouth is open the widest; of any shot where this one has none.</summary>
    public MouthSource WidestOf(int shot) => _widest.GetValueOrDefault(shot) ?? _widest.Values.MaxBy(source => source.Face.Shape.Gap)!;

    /// <summary>The place in <see cref="Sources"/> of the one nearest in time to a base frame.</summary>
    public int SourceNear(int frame)
    {
        var at = Array.BinarySearch(_sourceFrames, frame);
        if (at >= 0)
        {
            return at;
        }

        var after = ~at;
        return after == 0 ? 0
            : after == _sourceFrames.Length || frame - _sourceFrames[after - 1] <= _sourceFrames[after] - frame ? after - 1
            : after;
    }

    /// <summary>Cuts the mouths out of the base.</summary>
    /// <param name="baseVideo">The base, of which one picture at a time is read.</param>
    /// <param name="track">Its faces.</param>
    /// <param name="mostBytes">Of pixels; one run of frames is always taken.</param>
    /// <param name="cancel">Looked at before every frame.</param>
    public static MouthLibrary Cut(IFrameSource baseVideo, PosedTrack track, long mostBytes = MostBytes, CancellationToken cancel = default)
    {
        var span = track.Mean.EyeSpan;
        var before = StandingObjects.In(baseVideo, track, cancel);
        PosedFace[] free = [.. track.Lenders.Where(face => !before.Exists(thing => thing.IsOnLips(face)))];
        var picture = new YuvFrame(baseVideo.Width, baseVideo.Height);
        var sources = new List<MouthSource>();
        var largest = track.Faces.Max(face => PictureRegion.BytesOf(baseVideo.Width, baseVideo.Height, face.ToPicture, Reach(track.Mean, face.Shape)));
        var most = (int)Math.Clamp(mostBytes / largest, SourceThinning.RunLength, MostSources);
        foreach (var face in SourceThinning.Choose(free.Length > 0 ? free : track.Lenders, most, span, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            baseVideo.Read(face.Frame, picture);
            var region = PictureRegion.Cut(picture, face.ToPicture, Reach(track.Mean, face.Shape));
            sources.Add(MouthSource.Of(face, region, span));
        }

        return new MouthLibrary(track, sources, before);
    }

    // The mask's extent (LipsMask), and a little more, for the warps read beside the place they draw.
    private static Box Reach(MeanFace mean, MouthShape shape) => new(
        mean.MidX - (0.64f * mean.EyeSpan),
        mean.Nose - (0.02f * mean.EyeSpan),
        mean.MidX + (0.64f * mean.EyeSpan),
        shape.Chin + (0.12f * mean.EyeSpan));
}
