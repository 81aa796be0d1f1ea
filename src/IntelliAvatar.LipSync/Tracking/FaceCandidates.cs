using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Runs the detector on one square of a picture. Not for two threads at once.</summary>
internal sealed class FaceCandidates(FaceDetectorModel model)
{
    private const float LeastScore = 0.5f;
    private const int Side = FaceDetectorModel.Side;

    private static readonly (float X, float Y)[] s_anchors = [.. Grid(16, 2), .. Grid(8, 6)];

    private readonly Interpreter _network = new(model.Graph);

    /// <summary>All that looks like a face, the same one several times.</summary>
    public List<FaceDetection> In(YuvFrame picture, RegionOfInterest window)
    {
        new PictureSampler(picture, window, Side).Fill(_network.Input, black: -1, white: 1);
        _network.Run();

        var candidates = new List<FaceDetection>();
        var logits = _network.Output(0);
        for (var i = 0; i < logits.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-logits[i]));
            if (score >= LeastScore)
            {
                // Box centre and size, then points: image-left eye, image-right eye, …; all in network pixels from the anchor.
                var r = _network.Output(1).Slice(i * FaceDetectorModel.NumbersPerAnchor, FaceDetectorModel.NumbersPerAnchor);
                var (x, y) = window.ToPicture(r[0] + (s_anchors[i].X * Side), r[1] + (s_anchors[i].Y * Side), Side);
                candidates.Add(new FaceDetection(x, y, MathF.Max(r[2], r[3]) * window.Side / Side, MathF.Atan2(r[7] - r[5], r[6] - r[4]) + window.Angle, score));
            }
        }

        return candidates;
    }

    private static IEnumerable<(float X, float Y)> Grid(int cells, int perCell) =>
        from y in Enumerable.Range(0, cells)
        from x in Enumerable.Range(0, cells)
        from _ in Enumerable.Range(0, perCell)
        select ((x + 0.5f) / cells, (y + 0.5f) / cells);
}
