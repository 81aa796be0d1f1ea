using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>
/// Puts lent lips into a base frame, whose own skin gives way to them, plane by plane in the picture's own YUV. Pixels beyond are not touched.
/// Holds scratch memory: one instance per thread. Equal plans give equal bytes.
/// </summary>
/// <param name="library">The prepared base.</param>
/// <param name="sharpening">Measured on its mouths.</param>
public sealed class Compositor(MouthLibrary library, Sharpening sharpening)
{
    // Canonical pixels. Less is not seen, and what is not moved keeps its exact value.
    private const float LeastMove = 1e-3f;

    // In eye spans.
    private const float SoftEdge = 0.06f;

    private readonly MeanFace _mean = library.Track.Mean;
    private readonly bool _paint = library.Track.NeverOpens;
    private readonly PlaneLayer _y = new(0), _u = new(1), _v = new(2);
    private float[] _mask = [], _sharp = [];

    /// <param name="frame">In: the base frame of the plan. Out: the finished frame.</param>
    /// <param name="plan">What to make of it.</param>
    public void Render(YuvFrame frame, in FramePlan plan)
    {
        var face = library.Track.FaceAt(plan.BaseFrame);
        if (plan.Strength <= 0 || WorkArea.Of(frame, face, _mean, plan.Chin) is not { } luma)
        {
            return;
        }

        var scene = SceneOf(plan, face, new PictureEdge(frame.Width, frame.Height, MathF.Max(2, SoftEdge * _mean.EyeSpan)));
        Compose(frame, [_y], luma, scene);
        Compose(frame, [_u, _v], luma.Halved(frame), scene);
    }

    private Scene SceneOf(in FramePlan plan, PosedFace face, PictureEdge edge)
    {
        (MouthSource Source, float Weight)[] sources = plan.Mouth.IsSingle
            ? [(library.Sources[plan.Mouth.New], 1)]
            : [(library.Sources[plan.Mouth.Old], 1 - plan.Mouth.NewWeight), (library.Sources[plan.Mouth.New], plan.Mouth.NewWeight)];
        Lender[] lenders = Array.ConvertAll(sources, lent => new Lender(lent.Source.Face.Shape, lent.Weight));
        var wanted = new WantedMouth(_mean, lenders, plan.Gap, library.Track.SlowAt(plan.BaseFrame));
        var chin = plan.Chin;

        // Where the inside is painted, none was seen.
        var interior = _paint ? null : LentInterior.For(library.WidestOf(face.Shot), _mean, wanted, lenders, chin);
        return new Scene(
            face, plan.Strength, wanted, new LipsMask(_mean, wanted, chin), new MouthWarp(_mean, face.Shape, wanted, chin),
            Array.ConvertAll(sources, lent => new LentMouth(
                lent.Source, lent.Weight, new MouthWarp(_mean, lent.Source.Face.Shape, wanted, chin), _paint ? MouthColours.Of(lent.Source) : default, library.BeforeIn(lent.Source.Face.Frame))),
            interior, edge, Array.Exists(sources, lent => edge.Cuts(lent.Source.Region)), library.BeforeIn(plan.BaseFrame));
    }

    /// <summary>Planes of one size go together: the same points are looked up in each.</summary>
    private void Compose(YuvFrame frame, ReadOnlySpan<PlaneLayer> layers, WorkArea area, Scene scene)
    {
        Reserve(layers, area.Count);
        TakeBelow(frame, layers, area, scene);
        foreach (var layer in layers)
        {
            Array.Clear(layer.Lent, 0, area.Count);
        }

        foreach (var mouth in scene.Lent)
        {
            AddLent(layers, area, scene, mouth);
        }

        if (scene.Interior is { } interior)
        {
            AddInterior(layers, area, scene.Face, interior, scene.Edge);
        }

        foreach (var layer in layers)
        {
            for (var i = 0; scene.Face.Fade is { } fade && i < area.Count; i++)
            {
                layer.Lent[i] = fade.Of(layer.Lent[i], layer.Plane);
            }

            var light = MatchLight(layer, area, scene.Face);
            if (layer.Plane == 0)
            {
                sharpening.Apply(layer.Lent, _mask, _sharp, area.Width, area.Height);
                (layer.Lent, _sharp) = (_sharp, layer.Lent);
            }

            Blend(frame, layer, area, scene.Face, light, scene.Strength);
        }
    }

    /// <summary>The base frame's own pixels, with the skin and the jaw where the wanted mouth takes them. Untouched ones keep their exact value.</summary>
    private void TakeBelow(YuvFrame frame, ReadOnlySpan<PlaneLayer> layers, WorkArea area, Scene scene)
    {
        var (face, strength) = (scene.Face, scene.Strength);
        var width = frame.PlaneWidth(layers[0].Plane);
        var (first, second) = (layers[0], layers[^1]);
        var firstPixels = frame.Sampler(first.Plane);
        var secondPixels = frame.Sampler(second.Plane);
        var (skin, before, edge, isCut, toPicture) = (scene.Skin, scene.Before, scene.Edge, scene.IsCut, face.ToPicture);
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
                var pixel = area.Centre(area.Left + x, y);
                if (before is not null && before.Covers(pixel))
                {
                    _mask[i] = 0;
                    continue;
                }

                var mask = scene.MaskAt(p);
                _mask[i] = mask;

                // Where the mask is whole nothing of it will be seen.
                if (mask * strength >= 1)
                {
                    continue;
                }

                var source = skin.SourceOf(p.X, p.Y);
                if (Vector2.DistanceSquared(source, p) < LeastMove * LeastMove)
                {
                    continue;
                }

                var wanted = Vector2.Transform(Vector2.Lerp(p, source, strength), toPicture);
                var at = edge.Kept(wanted, pixel);
                if (isCut)
                {
                    _mask[i] = scene.MaskBeyond(mask, p, wanted);
                }

                if (before is not null && before.Covers(at))
                {
                    continue;
                }

                first.Below[i] = Sample(firstPixels, first.Plane, at);
                if (second != first)
                {
                    second.Below[i] = Sample(secondPixels, second.Plane, at);
                }
            }
        }
    }

    /// <summary>A lent mouth, wherever the mask is not zero.</summary>
    private void AddLent(ReadOnlySpan<PlaneLayer> layers, WorkArea area, Scene scene, in LentMouth lent)
    {
        var (source, warp, weight) = (lent.Source.Face, lent.Warp, lent.Weight);
        var (first, second) = (layers[0], layers[^1]);
        var firstPixels = lent.Source.Region.Plane(first.Plane);
        var secondPixels = lent.Source.Region.Plane(second.Plane);
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            var canonical = new PictureRow(area, y, scene.Face.ToCanonical);
            for (var x = 0; x < area.Width; x++, i++)
            {
                if (_mask[i] <= 0)
                {
                    continue;
                }

                var p = canonical[x];
                var at = Vector2.Transform(warp.SourceOf(p.X, p.Y), source.ToPicture);
                var painted = _paint ? PaintedInterior.At(scene.Wanted, source.Shape.Gap, lent.Colours, _mean.EyeSpan, p.X, p.Y) : default;
                first.Lent[i] += weight * painted.Over(Sample(firstPixels, first.Plane, at), first.Plane);
                if (second != first)
                {
                    second.Lent[i] += weight * painted.Over(Sample(secondPixels, second.Plane, at), second.Plane);
                }
            }
        }
    }

    /// <summary>The inside of a wider open mouth, where the lent ones would have to be stretched.</summary>
    private void AddInterior(ReadOnlySpan<PlaneLayer> layers, WorkArea area, PosedFace face, LentInterior interior, PictureEdge edge)
    {
        for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
        {
            var canonical = new PictureRow(area, y, face.ToCanonical);
            for (var x = 0; x < area.Width; x++, i++)
            {
                var weight = _mask[i] < 1 ? 0 : interior.WeightAt(canonical[x]);
                if (weight <= 0)
                {
                    continue;
                }

                var at = interior.PictureOf(canonical[x]);
                weight *= edge.Presence(at);
                foreach (var layer in layers)
                {
                    layer.Lent[i] = float.Lerp(layer.Lent[i], Sample(interior.Source.Region.Plane(layer.Plane), layer.Plane, at), weight);
                }
            }
        }
    }

    private FittedPlane MatchLight(PlaneLayer layer, WorkArea area, PosedFace face)
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

    private void Blend(YuvFrame frame, PlaneLayer layer, WorkArea area, PosedFace face, FittedPlane light, float strength)
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
    private static float Sample(in PlaneSampler sampler, int plane, Vector2 picturePoint) =>
        plane == 0 ? sampler.CatmullRom(picturePoint) : sampler.Bilinear(picturePoint);

    private void Reserve(ReadOnlySpan<PlaneLayer> layers, int count)
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
