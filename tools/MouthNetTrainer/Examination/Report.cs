using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Speech;

namespace MouthNetTrainer.Examination;

/// <summary>The exams of a net, a line for every voice and language.</summary>
internal static class Report
{
    /// <param name="names">Voices and languages to examine, all sentences of theirs; without any, the held-out sentences of all.</param>
    public static IEnumerable<string> Of(MouthNet net, IReadOnlyList<Recording> recordings, IReadOnlyCollection<string> names)
    {
        var chosen = recordings.Where(recording => names.Count > 0 ? recording.Take.Concerns(names) : recording.Take.IsHeldOut).ToList();
        foreach (var group in chosen.GroupBy(recording => Heading(recording.Take, names)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return $"{group.Key,-20} {Exam.Of(net, [.. group])}";
        }

        yield return $"{"together",-20} {Exam.Of(net, chosen)}";
    }

    private static string Heading(Take take, IReadOnlyCollection<string> names)
    {
        var voice = take.Engine == "flite" ? $"flite-{take.Voice}" : take.Engine;
        return $"{voice} {(take.Language == "en" || names.Contains(take.Language) ? take.Language : "Indian")}";
    }
}
