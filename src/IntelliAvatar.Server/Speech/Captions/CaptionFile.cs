using System.Globalization;
using System.Text;

namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>Captions as files: WebVTT (W3C) and SubRip.</summary>
public static class CaptionFile
{
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
            file.Append(CultureInfo.InvariantCulture, $"{Time(caption.From, '.')} --> {Time(caption.To, '.')}\n{Escape(CaptionLines.Wrap(caption.Text))}\n\n");
        }

        return file.ToString();
    }

    public static string ToSubRip(IEnumerable<Caption> captions)
    {
        var file = new StringBuilder();
        foreach (var (number, caption) in captions.Index())
        {
            file.Append(CultureInfo.InvariantCulture, $"{number + 1}\n{Time(caption.From, ',')} --> {Time(caption.To, ',')}\n{CaptionLines.Wrap(caption.Text)}\n\n");
        }

        return file.ToString();
    }

    private static string Time(TimeSpan time, char point) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}");

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
