using Microsoft.Extensions.Localization;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>Lengths, states and steps in words. <c>assets/times.js</c> writes lengths in the same way.</summary>
internal static class Formatting
{
    private static readonly HashSet<string> Steps = new(["convert", "speech", "waiting for a model server", "generate", "fetch"], StringComparer.Ordinal);

    public static string Length(this IStringLocalizer texts, TimeSpan length)
    {
        var seconds = Math.Max(0, length.TotalSeconds);
        return seconds switch
        {
            < 9.95 => texts["length.s", $"{seconds:0.0}"],
            < 59.5 => texts["length.s", $"{seconds:0}"],
            < 3599.5 => texts["length.min", (int)Math.Round(seconds) / 60, $"{(int)Math.Round(seconds) % 60:00}"],
            _ => texts["length.h", (int)Math.Round(seconds / 60) / 60, $"{(int)Math.Round(seconds / 60) % 60:00}"],
        };
    }

    /// <summary>Roughly, as forecasts are.</summary>
    public static string About(this IStringLocalizer texts, TimeSpan length) =>
        length.TotalSeconds < 59.5 ? texts["length.s", Math.Max(1, Math.Round(length.TotalSeconds))] : texts.Length(length);

    public static string Status(this IStringLocalizer texts, string status) => texts[$"status.{status}"];

    /// <summary>Steps that a later version knows are shown by their own name.</summary>
    public static string Step(this IStringLocalizer texts, string step) => Steps.Contains(step) ? texts[$"step.{step}"] : step;

    public static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes / (double)(1 << 20):0.#} MiB" : $"{bytes / 1024.0:0.#} KiB";
}
