using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using MouthNetTrainer.Speech;
using MouthNetTrainer.Training;

namespace MouthNetTrainer.Examination;

/// <summary>How well a net hears speech whose phones are known, and what the drive of 25 frames a second makes of it.</summary>
/// <param name="Correlation">Of the net's opening with the curve of the phones, all hops together.</param>
/// <param name="ClosureArea">Area under the ROC of its closing for "the lips are surely closed".</param>
/// <param name="Bilabials">How many p, b, m were said.</param>
/// <param name="BilabialsFound">At how many of them the closing exceeds ½ within 40 ms of the middle.</param>
/// <param name="Events">How often the closing rises above ½.</param>
/// <param name="EventsRight">How many of these are at a p, b or m.</param>
/// <param name="DriveCorrelation">Of the drive with the drive from phones.</param>
/// <param name="BilabialsShut">At how many p, b, m the drive comes to the ground within a frame.</param>
/// <param name="FalselyShut">How often it does where no p, b, m, f, v, w or pause is.</param>
internal sealed record Exam(
    double Seconds, double Correlation, double ClosureArea, int Bilabials, int BilabialsFound, int Events, int EventsRight,
    double DriveCorrelation, int BilabialsShut, int FalselyShut)
{
    private const double Fps = 25;
    private const float Ground = 0.1f, NearlyShut = 0.2f;

    public static Exam Of(MouthNet net, IReadOnlyList<Recording> recordings)
    {
        List<float> heard = [], wanted = [], driven = [], asked = [];
        var ranked = new List<(float, bool)>();
        int bilabials = 0, found = 0, events = 0, right = 0, shut = 0, falsely = 0;
        foreach (var recording in recordings)
        {
            var audio = new AudioFeatures(recording.Samples);
            var lesson = Lesson.Of(recording.Samples, recording.Phones);
            var (open, closed) = net.Run(audio);
            heard.AddRange(open);
            wanted.AddRange(lesson.Open);
            ranked.AddRange(closed.Zip(lesson.Closed).Where(pair => !float.IsNaN(pair.Second)).Select(pair => (pair.First, pair.Second > 0.5f)));

            var frames = (int)Math.Round(recording.Seconds * Fps);
            var drive = MouthDrive.FromAudio(audio, net, Fps, frames);
            driven.AddRange(drive);
            asked.AddRange(MouthDrive.FromPhones(recording.Phones, Fps, frames));

            var spans = Spans(recording).ToList();
            foreach (var (start, end, _) in spans.Where(span => span.Mouth.IsShut))
            {
                bilabials++;
                found += Most(closed, Hop(((start + end) / 2) - 0.04), Hop(((start + end) / 2) + 0.04)) > 0.5f ? 1 : 0;
                var frame = (int)((start + end) / 2 * Fps);
                shut += -Most([.. drive.Select(value => -value)], frame - 1, frame + 1) < Ground ? 1 : 0;
            }

            foreach (var hop in Enumerable.Range(1, closed.Length - 1).Where(hop => closed[hop] > 0.5f && closed[hop - 1] <= 0.5f))
            {
                var end = Enumerable.Range(hop, closed.Length - hop).TakeWhile(later => closed[later] > 0.5f).Last();
                events++;
                right += spans.Exists(span => span.Mouth.IsShut && Touches(span, hop / 100.0, end / 100.0, 0.04)) ? 1 : 0;
            }

            foreach (var frame in Enumerable.Range(1, Math.Max(0, drive.Length - 1)).Where(frame => drive[frame] < Ground && drive[frame - 1] >= Ground))
            {
                var end = Enumerable.Range(frame, drive.Length - frame).TakeWhile(later => drive[later] < Ground).Last();
                falsely += spans.Exists(span => span.Mouth.Open <= NearlyShut && Touches(span, frame / Fps, (end + 1) / Fps, 0.04)) ? 0 : 1;
            }
        }

        return new Exam(
            recordings.Sum(recording => recording.Seconds), Signal.Correlation(heard.ToArray(), wanted.ToArray()), Ranking.AreaUnderCurve(ranked),
            bilabials, found, events, right, Signal.Correlation(asked.ToArray(), driven.ToArray()), shut, falsely);
    }

    public override string ToString() =>
        $"{Seconds,5:0} s   net: r {Correlation:0.000}, closing AUC {ClosureArea:0.000}, p b m found {BilabialsFound}/{Bilabials} = {Share(BilabialsFound, Bilabials)}, precision {Share(EventsRight, Events)}   "
        + $"drive: r {DriveCorrelation:0.000}, p b m shut {Share(BilabialsShut, Bilabials)}, falsely shut {FalselyShut / Seconds:0.00}/s";

    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:0} %";

    private static int Hop(double seconds) => (int)Math.Round(seconds * AudioFeatures.HopsPerSecond);

    private static bool Touches((double Start, double End, PhoneShape Mouth) span, double from, double to, double margin) =>
        span.Start - margin < to && from < span.End + margin;

    private static float Most(float[] values, int from, int to)
    {
        var most = float.NegativeInfinity;
        for (var i = Math.Max(0, from); i <= Math.Min(values.Length - 1, to); i++)
        {
            most = Math.Max(most, values[i]);
        }

        return most;
    }

    private static IEnumerable<(double Start, double End, PhoneShape Mouth)> Spans(Recording recording) =>
        recording.Phones.Select((phone, i) => (
            phone.Start, i + 1 < recording.Phones.Count ? recording.Phones[i + 1].Start : recording.Seconds, PhoneShapes.Of(phone.Symbol)));
}
