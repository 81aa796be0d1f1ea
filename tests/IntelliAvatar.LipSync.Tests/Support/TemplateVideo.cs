using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>A base whose landmarks are given: grainy pictures, each a little different, with the template face at 1:1 in the middle.</summary>
public sealed class TemplateVideo : IFrameSource
{
    private readonly float[] _gaps;

    public TemplateVideo(int width, int height, float[] gaps, float scale = 1, (float X, float Y)? eyes = null, int? cutAt = null)
    {
        (Width, Height, _gaps) = (width, height, gaps);
        var (x, y) = eyes ?? (width / 2f, (height / 2f) - (40 * scale));
        Landmarks = [.. gaps.Select((gap, i) => float.IsNaN(gap) ? null : TemplateFace.With(gap, TemplateFace.Placed(i < cutAt ? x - (20 * scale) : x, y, scale, 0.05f)))];
        Library = MouthLibrary.Cut(this, PosedTrack.From(Landmarks)!);
    }

    /// <summary>A base whose mouth opens and closes over and over.</summary>
    public static TemplateVideo Talking(int width, int height, int frames, float scale = 1) =>
        new(width, height, [.. Enumerable.Range(0, frames).Select(i => (10 * (1 - MathF.Cos(i * 0.7f))))], scale);

    public IReadOnlyList<FaceLandmarks?> Landmarks { get; }

    public MouthLibrary Library { get; }

    public int Count => _gaps.Length;

    public int Width { get; }

    public int Height { get; }

    /// <summary>How many pictures were read.</summary>
    public int Reads { get; private set; }

    public void Read(int index, YuvFrame into)
    {
        Reads++;
        Grain.Fill(into, seed: index);
    }

    public YuvFrame Picture(int index)
    {
        var picture = new YuvFrame(Width, Height);
        Grain.Fill(picture, index);
        return picture;
    }
}

/// <summary>Pictures that look alike nowhere: soft waves and grain.</summary>
public static class Grain
{
    public static void Fill(YuvFrame picture, int seed)
    {
        var random = new Random(seed);
        var phase = random.NextSingle() * 6;
        for (var plane = 0; plane < 3; plane++)
        {
            var (pixels, width) = (picture.Plane(plane).ToArray(), picture.PlaneWidth(plane));
            for (var i = 0; i < pixels.Length; i++)
            {
                var (x, y) = (i % width, i / width);
                pixels[i] = (byte)(120 + (30 * MathF.Sin((x * 0.11f) + phase)) + (25 * MathF.Cos((y * 0.07f) - phase)) + random.Next(-8, 9));
            }

            pixels.CopyTo(picture.Plane(plane));
        }
    }
}
