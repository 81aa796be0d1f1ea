using IntelliAvatar.LipSync.Articulation;

namespace MouthNetTrainer.Training;

/// <summary>What the net hears of an utterance and what it should answer, 100 times a second.</summary>
/// <param name="Input">[hop][band].</param>
/// <param name="Open">How far the mouth is open, 0…1: the curve of <see cref="PhoneTrack"/>.</param>
/// <param name="Closed">1 within 30 ms of the middle of every p, b, m; 0 outside of them; between, where lips may or may not touch, not a number.</param>
/// <param name="Shape">Which of <see cref="Shapes"/> the phone at that moment has.</param>
internal sealed record Lesson(float[] Input, float[] Open, float[] Closed, int[] Shape)
{
    private const double SurelyClosed = 0.03;

    /// <summary>All degrees of opening that phones have; 0 as in a pause comes before 0 as in p, b, m.</summary>
    public static IReadOnlyList<PhoneShape> Shapes { get; } =
        [.. "pfwstʃuikəoeɒa".Select(symbol => PhoneShapes.Of([symbol])).Append(PhoneShapes.Of("")).OrderBy(shape => shape.Open).ThenBy(shape => shape.IsShut)];

    public int Hops => Open.Length;

    /// <param name="samples">16 kHz mono.</param>
    /// <param name="phones">In order of time.</param>
    public static Lesson Of(ReadOnlySpan<float> samples, IReadOnlyList<Phone> phones)
    {
        var audio = new AudioFeatures(samples);
        var (closed, shape) = (new float[audio.Count], new int[audio.Count]);
        for (var i = 0; i < phones.Count; i++)
        {
            var (start, end) = (phones[i].Start, i + 1 < phones.Count ? phones[i + 1].Start : (double)audio.Count / AudioFeatures.HopsPerSecond);
            var mouth = PhoneShapes.Of(phones[i].Symbol);
            var middle = (start + end) / 2;
            var kind = NearestShape(mouth);
            for (var hop = HopAfter(start); hop < Math.Min(audio.Count, HopAfter(end)); hop++)
            {
                shape[hop] = kind;
                closed[hop] = mouth.IsShut ? float.NaN : closed[hop];
            }

            if (mouth.IsShut)
            {
                var from = HopAfter(middle - SurelyClosed);
                closed.AsSpan(from..Math.Clamp(HopAfter(middle + SurelyClosed), from, audio.Count)).Fill(1);
            }
        }

        return new Lesson(MouthNet.Input(audio), PhoneTrack.Opening(phones, audio.Count), closed, shape);

        int HopAfter(double seconds) => (int)Math.Clamp(Math.Ceiling(seconds * AudioFeatures.HopsPerSecond), 0, audio.Count);
    }

    private static int NearestShape(PhoneShape mouth) =>
        Enumerable.Range(0, Shapes.Count).MinBy(i => Math.Abs(Shapes[i].Open - mouth.Open) + (Shapes[i].IsShut == mouth.IsShut ? 0 : 1));
}
