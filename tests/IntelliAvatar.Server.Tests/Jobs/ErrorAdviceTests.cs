using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Who reads an error on the page of a job is told what helps.</summary>
public sealed partial class ErrorAdviceTests
{
    /// <summary>Where the codes are made that a job can end or wait with.</summary>
    private static readonly string[] Rooms = ["Jobs", "Media", "ModelServers", "Speech", "Features/TextToAvatar/TextToAvatarJob.cs", "Features/AvatarSync/AvatarSyncJob.cs"];

    /// <summary>Words of that form that mean something else.</summary>
    private static readonly string[] NoCodes =
    [
        "bmp_pipe", "job_id", "jobs_queued", "jobs_unconverted", "jpeg_pipe", "language_code", "libwebp_anim", "max_streams", "png_pipe", "sample_rate", "side_data_list",
        "target_language_code", "tiff_pipe", "webp_pipe",
    ];

    /// <summary>Tables of words of that form, and what endpoints answer.</summary>
    private static readonly string[] NoRooms = ["SarvamSpeakers.cs", "JobProblems.cs"];

    [Fact]
    public void There_is_advice_for_every_code()
    {
        var codes = Codes();
        Assert.True(codes.Count > 100, $"Only {codes.Count} codes were found.");
        Assert.Subset(codes, new HashSet<string>(["media_stalled", "media_too_large", "video_too_many_pixels", "audio_too_many_samples", "converted", "espeak_failed", "result_is_json"]));
        Assert.Equal([], codes.Where(code => ErrorAdvice.Against(code) is null).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Advice_is_a_sentence_that_names_something_to_do() => Assert.All(Codes(), code => Assert.Matches(@"^[A-Z][^.]+\.( If [^.]+\.)?$", ErrorAdvice.Against(code)!.Replace("v1.", "", StringComparison.Ordinal)));

    private static HashSet<string> Codes() =>
        [.. Rooms.SelectMany(Files).Select(File.ReadAllText).SelectMany(text => Code().Matches(text)).Select(match => match.Groups["code"].Value).Except(NoCodes)];

    private static IEnumerable<string> Files(string room)
    {
        var path = Path.Combine(Server(), room);
        return File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(file => !NoRooms.Contains(Path.GetFileName(file)));
    }

    private static string Server([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src", "IntelliAvatar.Server"));

    /// <summary>The first word of an outcome, or a word with an underline that something follows.</summary>
    [GeneratedRegex("""(?<=Outcome\.(Retry|Fail|Release|Failed|Busy|Misconfigured)\()"(?<code>[a-z]+(_[a-z]+)*)"|[(\s]"(?<code>[a-z]+(_[a-z]+)+)",""", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
