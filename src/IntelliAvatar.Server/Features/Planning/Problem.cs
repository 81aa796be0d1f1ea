using System.Globalization;
using IntelliAvatar.Server.Orders;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary>What would go wrong, or less well than it might.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Sentence">For a person to act on.</param>
/// <param name="Severity">error: the job would be refused, or fail. warning: it would be made, but look at this.</param>
/// <param name="From">Seconds from the beginning of the video or the audio, where it is about a stretch of it.</param>
/// <param name="To">The end of that stretch.</param>
public sealed record Problem(string Code, string Sentence, string Severity, double? From = null, double? To = null)
{
    internal const string Error = "error", Warning = "warning";

    internal static Problem Of(Refusal refusal) => new(refusal.Code, refusal.Detail, Error);

    internal static Problem Unconverted(string role, MediaSource.Unconverted material) => new(
        $"{role}_unconverted",
        $"The {role} takes about {Spoken(material.Conversion)} minutes to convert. The job does that first; here only its header was looked at.",
        Warning);

    internal static Problem Between(string code, TimeSpan from, TimeSpan to, Func<string, string> sentence) =>
        new(code, sentence($"between {Spoken(from)} and {Spoken(to)}"), Warning, Math.Round(from.TotalSeconds, 2), Math.Round(to.TotalSeconds, 2));

    private static string Spoken(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}") + (time.TotalSeconds < 10 && time.Milliseconds > 0 ? $".{time.Milliseconds / 100}" : "");
}
