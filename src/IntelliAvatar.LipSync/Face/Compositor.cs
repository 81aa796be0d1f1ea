using System.Numerics;
using IntelliAvatar.LipSync.Mouth;
using IntelliAvatar.LipSync.Timeline;

namespace IntelliAvatar.LipSync.Face;

/// <summary>
/// Puts a lent mouth into a base frame, plane by plane in the picture's own YUV. Pixels outside mask and jaw are not touched.
/// Holds scratch memory: one instance per thread. Equal plans give equal bytes.
/// </summary>
public sealed class Compositor(MouthLibrary library)
{
    private readonly MeanFace _mean = library.Track.Mean;
    private readonly bool _paint = library.Track.NeverOpens;
    private float[] _below = [], _lent = [], _sharp = [], _mask = [];

    /// <param name="frame">In: the base frame of the plan. Out: the finished frame.</param>
    /// <param name="plan">What to make of it.</param>
    public void Render(YuvFrame frame, in FramePlan plan)
    {
        var face = library.Track.FaceAt(plan.BaseFrame);
        if (WorkArea.Of(frame, face, _mean, plan.Chin) is not { } luma)
        {
            return;
        }

        for (var plane = 0; plane < 3; plane++)
        {
            var area = plane == 0 ? luma : luma.Halved(frame);
            Reserve(area.Count);
            TakeBelow(frame, plane, area, face, plan);
            TakeLent(plane, area, face, plan);
            var light = MatchLight(area, face);
            if (plane == 0)
            {
                Sharpening.Apply(_lent, _mask, _sharp, area.Width, area.Height);
                (_lent, _sharp) = (_sharp, _lent);
            }

            Blend(frame, plane, area, face, light);
        }
    }

    /// <summary>The base frame's own pixels, with its jaw where the plan wants it. Untouched ones keep their exact value.</summary>
    private void TakeBelow(YuvFrame frame, int plane, WorkArea area, PosedFace face, in FramePlan plan)
    {
        var pixels = frame.Plane(plane);
        var width = frame.PlaneWidth(plane);
        var sampler = frame.Sampler(plane);
        var jaw = new JawWarp(_mean, face.Shape, plan.Chin);
        var mask = new MouthMask(_mean, plan.Chin);
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++, i++)
            {
                var p = Vector2.Transform(area.Centre(x, y), face.ToCanonical);
                var sourceY = jaw.SourceY(p.X, p.Y);
                _mask[i] = mask.At(p.X, p.Y);
                _below[i] = MathF.Abs(sourceY - p.Y) < 1e-4f
                    ? pixels[(y * width) + x]
                    : Sample(sampler, plane, Vector2.Transform(new Vector2(p.X, sourceY), face.ToPicture));
            }
        }
    }

    /// <summary>The lent mouth, wherever the mask is not zero.</summary>
    private void TakeLent(int plane, WorkArea area, PosedFace face, in FramePlan plan)
    {
        Array.Clear(_lent, 0, area.Count);
        var width = library.Track.SlowWidthAt(plan.BaseFrame);
        var mouth = plan.Mouth;
        if (mouth.IsSingle)
        {
            AddSource(library.Sources[mouth.New], 1, plan);
        }
        else
        {
            AddSource(library.Sources[mouth.Old], 1 - mouth.NewWeight, plan);
            AddSource(library.Sources[mouth.New], mouth.NewWeight, plan);
        }

        void AddSource(MouthSource source, float weight, in FramePlan plan)
        {
            var shape = source.Face.Shape;
            var warp = new MouthWarp(_mean, shape, plan.Gap, plan.Chin, width);
            var sampler = source.Region.Plane(plane);
            for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
            {
                for (var x = area.Left; x < area.Right; x++, i++)
                {
                    if (_mask[i] <= 0)
                    {
                        continue;
                    }

                    var p = Vector2.Transform(area.Centre(x, y), face.ToCanonical);
                    var at = warp.SourceOf(p.X, p.Y);
                    var value = Sample(sampler, plane, Vector2.Transform(at, source.Face.ToPicture));
                    if (_paint)
                    {
                        var painted = PaintedInterior.At(warp, shape, plan.Gap, _mean.EyeSpan, at.X, p.Y);
                        value = float.Lerp(value, painted.Of(plane), painted.Weight);
                    }

                    _lent[i] += weight * value;
                }
            }
        }
    }

    private FittedPlane MatchLight(WorkArea area, PosedFace face)
    {
        var match = new ColourMatch();
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++, i++)
            {
                if (_mask[i] > 0)
                {
                    var place = FromMouth(area.Centre(x, y), face);
                    match.Add(place.X, place.Y, _mask[i], _below[i] - _lent[i]);
                }
            }
        }

        return match.Solve();
    }

    private void Blend(YuvFrame frame, int plane, WorkArea area, PosedFace face, FittedPlane light)
    {
        var pixels = frame.Plane(plane);
        var width = frame.PlaneWidth(plane);
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++, i++)
            {
                var value = _below[i];
                if (_mask[i] > 0)
                {
                    var place = FromMouth(area.Centre(x, y), face);
                    value = float.Lerp(value, _lent[i] + (float)light.At(place.X, place.Y), _mask[i]);
                }

                pixels[(y * width) + x] = (byte)Math.Clamp(value + 0.5f, 0, 255);
            }
        }
    }

    private Vector2 FromMouth(Vector2 picturePoint, PosedFace face) =>
        (Vector2.Transform(picturePoint, face.ToCanonical) - new Vector2(_mean.MidX, _mean.MidY)) / _mean.EyeSpan;

    // The eye sees detail in brightness, hardly any in colour.
    private static float Sample(PlaneSampler sampler, int plane, Vector2 picturePoint) =>
        plane == 0 ? sampler.CatmullRom(picturePoint) : sampler.Bilinear(picturePoint);

    private void Reserve(int count)
    {
        if (_below.Length < count)
        {
            (_below, _lent, _sharp, _mask) = (new float[count], new float[count], new float[count], new float[count]);
        }
    }
}
