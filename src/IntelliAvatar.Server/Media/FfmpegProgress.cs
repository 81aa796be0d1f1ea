using System.Globalization;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>How far ffmpeg is, as it tells on its standard output (<c>-progress</c>): lines <c>frame=250</c> and <c>out_time_us=10000000</c>, twice a second.</summary>
internal static class FfmpegProgress
{
    public static IReadOnlyList<string> Options { get; } = ["-progress", "pipe:1"];

    public static ChildPipes OfFrames(IProgress<double>? progress, long all) => Of(progress, "frame=", all);

    public static ChildPipes OfTime(IProgress<double>? progress, TimeSpan all) => Of(progress, "out_time_us=", all.TotalMicroseconds);

    private static ChildPipes Of(IProgress<double>? progress, string name, double all) => new()
    {
        Output = async (stdout, cancel) =>
        {
            using var lines = new StreamReader(stdout, leaveOpen: true);
            while (await lines.ReadLineAsync(cancel) is { } line)
            {
                if (line.StartsWith(name, StringComparison.Ordinal) && double.TryParse(line[name.Length..], CultureInfo.InvariantCulture, out var done) && all > 0)
                {
                    progress?.Report(Math.Clamp(done / all, 0, 1));
                }
            }
        },
    };
}
