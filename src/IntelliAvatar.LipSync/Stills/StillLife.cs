using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Stills;

/// <summary>
/// Lets a still picture live: the head sways by less than a hundredth of its size, what is around it gives way, and eyes that can be shut
/// well blink. The same time always looks the same. Holds scratch memory: one instance per thread.
/// </summary>
public sealed class StillLife
{
    // Eye spans and radians. A head is about two eye spans high.
    private const float Sway = 0.012f, Turn = 0.006f;

    // The head moves whole up to here (in its own radii), and from there on ever less.
    private const float Whole = 1, Rest = 2.3f;

    private readonly PosedFace _face;
    private readonly float _span;
    private readonly Vector2 _middle, _neck;
    private readonly double _fps;
    private YuvFrame? _original;

    /// <param name="face">Where the head is.</param>
    /// <param name="mean">The measures of the face.</param>
    /// <param name="fps">Frames per second.</param>
    public StillLife(PosedFace face, MeanFace mean, double fps)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(mean);
        (_face, _span, _fps) = (face, mean.EyeSpan, fps);
        _middle = new Vector2(0, 0.35f * _span);
        _neck = new Vector2(mean.MidX, face.Shape.Chin + (0.3f * _span));
    }

    /// <summary>The eyes that blink.</summary>
    internal IReadOnlyList<Eyelids> Eyes { get; init; } = [];

    /// <summary>What stands before the head and does not move with it.</summary>
    internal StandingObject? Before { get; init; }

    /// <param name="frame">In: the finished frame. Out: the same at time <paramref name="t"/>.</param>
    /// <param name="t">Number of the frame in the video.</param>
    public void Apply(YuvFrame frame, int t)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _original ??= new YuvFrame(frame.Width, frame.Height);
        _original.CopyFrom(frame);
        if (Eyes.Count > 0 && Blinks.ShutAt(t / _fps) is > 0 and var shut)
        {
            foreach (var eye in Eyes)
            {
                eye.Draw(_original, frame, shut);
            }

            _original.CopyFrom(frame);
        }

        var move = MoveAt(t / _fps);
        var reach = Rest * _span;
        var (min, max) = new Box(_middle.X - reach, _middle.Y - (1.25f * reach), _middle.X + reach, _middle.Y + (1.25f * reach)).BoundsIn(_face.ToPicture);
        for (var plane = 0; plane < 3; plane++)
        {
            Warp(frame, plane, min, max, move);
        }
    }

    private void Warp(YuvFrame frame, int plane, Vector2 min, Vector2 max, Matrix3x2 move)
    {
        var (scale, width) = (plane == 0 ? 1 : 2, frame.PlaneWidth(plane));
        var (left, right) = ((int)Math.Clamp(min.X / scale, 0, width), (int)Math.Clamp((max.X / scale) + 1, 0, width));
        var (top, bottom) = ((int)Math.Clamp(min.Y / scale, 0, frame.PlaneHeight(plane)), (int)Math.Clamp((max.Y / scale) + 1, 0, frame.PlaneHeight(plane)));
        var original = _original!.Sampler(plane);
        for (var y = top; y < bottom; y++)
        {
            var row = frame.Plane(plane).Slice(y * width, width);
            for (var x = left; x < right; x++)
            {
                var here = new Vector2(x + 0.5f, y + 0.5f) * scale;
                var canonical = Vector2.Transform(here, _face.ToCanonical);
                var share = Share(canonical);
                if (share > 0 && Before?.Covers(here) != true)
                {
                    var source = Vector2.Transform(Vector2.Lerp(canonical, Vector2.Transform(canonical, move), share), _face.ToPicture);
                    row[x] = Before?.Covers(source) == true ? row[x] : (byte)Math.Clamp(At(original, plane, source) + 0.5f, 0, 255);
                }
            }
        }
    }

    private static float At(PlaneSampler original, int plane, Vector2 at) => plane == 0 ? original.CatmullRom(at) : original.Bilinear(at);

    /// <summary>How much of the head's motion a place takes part in.</summary>
    private float Share(Vector2 canonical)
    {
        var away = (canonical - _middle) / _span;
        var radius = MathF.Sqrt((away.X * away.X) + (away.Y * away.Y / (1.25f * 1.25f)));
        return 1 - Signal.SmoothStep((radius - Whole) / (Rest - Whole));
    }

    /// <summary>From a finished frame's canonical points to the picture's: slow waves that do not repeat soon, from rest.</summary>
    private Matrix3x2 MoveAt(double seconds)
    {
        var x = Sway * _span * (Wave(seconds, 0.13, 0.29, 0.4) - Wave(0, 0.13, 0.29, 0.4));
        var y = 0.7f * Sway * _span * (Wave(seconds, 0.17, 0.37, 2.1) - Wave(0, 0.17, 0.37, 2.1));
        var turn = Turn * (Wave(seconds, 0.11, 0.23, 4.0) - Wave(0, 0.11, 0.23, 4.0));
        return Matrix3x2.CreateRotation(turn, _neck) * Matrix3x2.CreateTranslation(x, y);
    }

    private static float Wave(double seconds, double slow, double quick, double phase) =>
        (float)((0.35 * Math.Sin((Math.Tau * slow * seconds) + phase)) + (0.15 * Math.Sin((Math.Tau * quick * seconds) + (2 * phase))));
}
