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
    private readonly Layer _y = new(0), _u = new(1), _v = new(2);
    private float[] _mask = [], _sharp = [];

    /// <summary>One plane in the making, row by row of the work area.</summary>
    private sealed class Layer(int plane)
    {
        /// <summary>0 = Y, 1 = U, 2 = V.</summary>
        public int Plane { get; } = plane;

        /// <summary>What was there, with its jaw moved.</summary>
        public float[] Below { get; private set; } = [];

        /// <summary>The lent mouth.</summary>
        public float[] Lent { get; set; } = [];

        public void Reserve(int count)
        {
            if (Below.Length < count)
            {
                (Below, Lent) = (new float[count], new float[count]);
            }
        }
    }

    /// <param name="frame">In: the base frame of the plan. Out: the finished frame.</param>
    /// <param name="plan">What to make of it.</param>
    public void Render(YuvFrame frame, in FramePlan plan)
    {
        var face = library.Track.FaceAt(plan.BaseFrame);
        if (plan.Strength <= 0 || WorkArea.Of(frame, face, _mean, plan.Chin) is not { } luma)
        {
            return;
        }

        var lent = Lent(plan);
        Compose(frame, [_y], luma, face, plan, lent);
        Compose(frame, [_u, _v], luma.Halved(frame), face, plan, lent);
    }

    /// <summary>Planes of one size go together: the same points are looked up in each.</summary>
    private void Compose(YuvFrame frame, ReadOnlySpan<Layer> layers, WorkArea area, PosedFace face, in FramePlan plan, ReadOnlySpan<LentMouth> lent)
    {
        Reserve(layers, area.Count);
        TakeBelow(frame, layers, area, face, plan);
        foreach (var layer in layers)
        {
            Array.Clear(layer.Lent, 0, area.Count);
        }

        foreach (var mouth in lent)
        {
            AddLent(layers, area, face, plan, mouth);
        }

        foreach (var layer in layers)
        {
            var light = MatchLight(layer, area, face);
            if (layer.Plane == 0)
            {
                Sharpening.Apply(layer.Lent, _mask, _sharp, area.Width, area.Height);
                (layer.Lent, _sharp) = (_sharp, layer.Lent);
            }

            Blend(frame, layer, area, face, light, plan.Strength);
        }
    }

    /// <summary>A source with its weight and how it is warped; the same for all planes.</summary>
    private readonly record struct LentMouth(MouthSource Source, float Weight, MouthWarp Warp, MouthColours Colours);

    private LentMouth[] Lent(in FramePlan plan)
    {
        var (width, mouth, gap, chin) = (library.Track.SlowWidthAt(plan.BaseFrame), plan.Mouth, plan.Gap, plan.Chin);
        return mouth.IsSingle ? [Of(mouth.New, 1)] : [Of(mouth.Old, 1 - mouth.NewWeight), Of(mouth.New, mouth.NewWeight)];

        LentMouth Of(int place, float weight)
        {
            var source = library.Sources[place];
            return new LentMouth(source, weight, new MouthWarp(_mean, source.Face.Shape, gap, chin, width), _paint ? MouthColours.Of(source) : default);
        }
    }

    /// <summary>The base frame's own pixels, with its jaw where the plan wants it. Untouched ones keep their exact value.</summary>
    private void TakeBelow(YuvFrame frame, ReadOnlySpan<Layer> layers, WorkArea area, PosedFace face, in FramePlan plan)
    {
        var width = frame.PlaneWidth(layers[0].Plane);
        var jaw = new JawWarp(_mean, face.Shape, plan.Chin);
        var mask = new MouthMask(_mean, plan.Chin);
        var (first, second) = (layers[0], layers[^1]);
        var firstPixels = frame.Sampler(first.Plane);
        var secondPixels = frame.Sampler(second.Plane);
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            foreach (var layer in layers)
            {
                var row = frame.Plane(layer.Plane).Slice((y * width) + area.Left, area.Width);
                for (var x = 0; x < row.Length; x++)
                {
                    layer.Below[i + x] = row[x];
                }
            }

            var canonical = new PictureRow(area, y, face.ToCanonical);
            for (var x = 0; x < area.Width; x++, i++)
            {
                var p = canonical[x];
                _mask[i] = mask.At(p.X, p.Y);
                var sourceY = jaw.SourceY(p.X, p.Y);

                // Where the mask is whole nothing of it will be seen.
                if (_mask[i] * plan.Strength >= 1 || MathF.Abs(sourceY - p.Y) < 1e-4f)
                {
                    continue;
                }

                var at = Vector2.Transform(new Vector2(p.X, sourceY), face.ToPicture);
                first.Below[i] = Sample(firstPixels, first.Plane, at);
                if (second != first)
                {
                    second.Below[i] = Sample(secondPixels, second.Plane, at);
                }
            }
        }
    }

    /// <summary>A lent mouth, wherever the mask is not zero.</summary>
    private void AddLent(ReadOnlySpan<Layer> layers, WorkArea area, PosedFace face, in FramePlan plan, in LentMouth lent)
    {
        var (source, warp, weight) = (lent.Source.Face, lent.Warp, lent.Weight);
        var (first, second) = (layers[0], layers[^1]);
        var firstPixels = lent.Source.Region.Plane(first.Plane);
        var secondPixels = lent.Source.Region.Plane(second.Plane);
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            var canonical = new PictureRow(area, y, face.ToCanonical);
            for (var x = 0; x < area.Width; x++, i++)
            {
                if (_mask[i] <= 0)
                {
                    continue;
                }

                var p = canonical[x];
                var inSource = warp.SourceOf(p.X, p.Y);
                var at = Vector2.Transform(inSource, source.ToPicture);
                var painted = _paint ? PaintedInterior.At(warp, source.Shape, lent.Colours, plan.Gap, _mean.EyeSpan, inSource.X, p.Y) : default;
                first.Lent[i] += weight * painted.Over(Sample(firstPixels, first.Plane, at), first.Plane);
                if (second != first)
                {
                    second.Lent[i] += weight * painted.Over(Sample(secondPixels, second.Plane, at), second.Plane);
                }
            }
        }
    }

    private FittedPlane MatchLight(Layer layer, WorkArea area, PosedFace face)
    {
        var match = new ColourMatch();
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            var fromMouth = FromMouth(area, y, face);
            for (var x = 0; x < area.Width; x++, i++)
            {
                // Where the mask is whole there is no seam.
                if (_mask[i] is > 0 and < 1)
                {
                    var place = fromMouth[x];
                    match.Add(place.X, place.Y, _mask[i], layer.Below[i] - layer.Lent[i]);
                }
            }
        }

        return match.Solve();
    }

    private void Blend(YuvFrame frame, Layer layer, WorkArea area, PosedFace face, FittedPlane light, float strength)
    {
        var width = frame.PlaneWidth(layer.Plane);
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            var row = frame.Plane(layer.Plane).Slice((y * width) + area.Left, area.Width);
            var fromMouth = FromMouth(area, y, face);
            for (var x = 0; x < row.Length; x++, i++)
            {
                var value = layer.Below[i];
                if (_mask[i] > 0)
                {
                    var place = fromMouth[x];
                    value = float.Lerp(value, layer.Lent[i] + (float)light.At(place.X, place.Y), strength * _mask[i]);
                }

                row[x] = (byte)Math.Clamp(value + 0.5f, 0, 255);
            }
        }
    }

    /// <summary>Places of a row relative to the mouth, eye spans.</summary>
    private PictureRow FromMouth(WorkArea area, int y, PosedFace face) =>
        new(area, y, face.ToCanonical * Matrix3x2.CreateTranslation(-_mean.MidX, -_mean.MidY) * Matrix3x2.CreateScale(1 / _mean.EyeSpan));

    // The eye sees detail in brightness, hardly any in colour.
    private static float Sample(PlaneSampler sampler, int plane, Vector2 picturePoint) =>
        plane == 0 ? sampler.CatmullRom(picturePoint) : sampler.Bilinear(picturePoint);

    private void Reserve(ReadOnlySpan<Layer> layers, int count)
    {
        foreach (var layer in layers)
        {
            layer.Reserve(count);
        }

        if (_mask.Length < count)
        {
            _mask = new float[count];
        }

        if (_sharp.Length < _y.Lent.Length)
        {
            _sharp = new float[_y.Lent.Length];
        }
    }
}
