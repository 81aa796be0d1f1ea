using System.Globalization;
using System.Text;

namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>Captions as files: WebVTT (W3C) and SubRip.</summary>
public static class CaptionFile
{
    private const int LongestLine = 42;

    /// <param name="isEstimate">The file says so.</param>
    public static string ToWebVtt(IEnumerable<Caption> captions, bool isEstimate)
    {
        var file = new StringBuilder("WEBVTT\n\n");
        if (isEstimate)
        {
            file.Append("NOTE\nThe voice tells no timings: these were estimated by the length of the sentences.\n\n");
        }

        foreach (var caption in captions)
        {
            file.Append(CultureInfo.InvariantCulture, $"{Time(caption.From, '.')} --> {Time(caption.To, '.')}\n{Escape(Wrap(caption.Text))}\n\n");
        }

        return file.ToString();
    }

    public static string ToSubRip(IEnumerable<Caption> captions)
    {
        var file = new StringBuilder();
        foreach (var (number, caption) in captions.Index())
        {
            file.Append(CultureInfo.InvariantCulture, $"{number + 1}\n{Time(caption.From, ',')} --> {Time(caption.To, ',')}\n{Wrap(caption.Text)}\n\n");
        }

        return file.ToString();
    }

    private static string Time(TimeSpan time, char point) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}");

    /// <summary>Two lines of about the same length, if one would be too long.</summary>
    private static string Wrap(string text)
    {
        if (text.Length <= LongestLine)
        {
            return text;
        }

        var blanks = Enumerable.Range(0, text.Length).Where(i => text[i] == ' ').ToList();
        var at = blanks.Count == 0 ? -1 : blanks.MinBy(i => Math.Abs(i - (text.Length / 2)));
        return at < 0 ? text : $"{text[..at]}\n{text[(at + 1)..]}";
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
