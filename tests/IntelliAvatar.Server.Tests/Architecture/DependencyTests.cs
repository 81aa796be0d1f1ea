using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Tests.Architecture;

/// <summary>Features know capabilities; no capability knows a feature; no feature knows another; no two rooms know each other; the engine knows no room.</summary>
public sealed partial class DependencyTests
{
    private static string ThisFile([CallerFilePath] string path = "") => path;

    /// <summary>Which room may use which. An arrow that is not here is a decision: it is added here, and reviewed.</summary>
    private static readonly OrderedDictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Root"] = [],
        ["Storage"] = ["Root"],
        ["Persistence"] = ["Root", "Storage"],
        ["Media"] = ["Root", "Storage"],
        ["Speech"] = ["Media", "Root", "Storage"],
        ["Assets"] = ["Persistence", "Root", "Storage"],
        ["Backups"] = ["Persistence", "Storage"],
        ["ModelServers"] = ["Media", "Persistence", "Root", "Storage"],
        ["Jobs"] = ["Media", "ModelServers", "Persistence", "Root", "Storage"],
        ["Http"] = ["Assets", "Media", "Persistence", "Root", "Speech", "Storage"],
        ["Orders"] = ["Assets", "Http", "Jobs", "Media", "Root", "Speech", "Storage"],
        ["Features"] = ["Assets", "Http", "Jobs", "Media", "ModelServers", "Orders", "Persistence", "Root", "Speech", "Storage"],
        ["Dashboard"] = ["Assets", "Http", "Jobs", "ModelServers", "Persistence", "Root", "Speech", "Storage"],
        ["Hosting"] =
        [
            "Assets", "Dashboard", "Features/AvatarSync", "Features/Avatars", "Features/Batches", "Features/JobEvents", "Features/JobMedia", "Features/Jobs",
            "Features/Operations", "Features/Planning", "Features/TextToAvatar", "Features/Uploads", "Features/Voices", "Http", "Jobs", "Media", "ModelServers",
            "Orders", "Persistence", "Root", "Speech", "Storage",
        ],
        ["CommandLine"] = ["Assets", "Backups", "Hosting", "Http", "Jobs", "Media", "ModelServers", "Persistence", "Root", "Storage"],
    };

    private static string Line(string room) => room.StartsWith("Features/", StringComparison.Ordinal) ? "Features" : room;

    private static IEnumerable<string> AllowedFrom(string room) => Allowed.GetValueOrDefault(Line(room), []);

    [Fact]
    public void A_room_uses_only_the_rooms_that_the_table_allows()
    {
        var foreign = Rooms.Arrows
            .Where(arrow => !AllowedFrom(arrow.Key.From).Contains(arrow.Key.To))
            .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {arrow.Value}")
            .Order(StringComparer.Ordinal);
        Assert.Equal("", string.Join(Environment.NewLine, foreign));
    }

    [Fact]
    public void Every_arrow_of_the_table_is_used()
    {
        var used = Rooms.Arrows.Keys.Select(arrow => (Line(arrow.From), arrow.To)).ToHashSet();
        Assert.DoesNotContain(Allowed.SelectMany(line => line.Value.Select(to => (line.Key, to))), arrow => !used.Contains(arrow));
    }

    [Fact]
    public void No_room_is_reached_from_a_room_that_it_uses()
    {
        var known = new HashSet<string>(["Root"], StringComparer.Ordinal);
        foreach (var (room, uses) in Allowed)
        {
            Assert.All(uses, to => Assert.Contains(Line(to), known));
            known.Add(room);
        }
    }

    [Fact]
    public void The_engine_does_no_input_or_output_and_reads_no_clock()
    {
        var engine = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "src", "IntelliAvatar.LipSync"));
        var impure = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories).Where(file => Impure().IsMatch(File.ReadAllText(file)));
        Assert.Empty(impure);
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(engine, "IntelliAvatar.LipSync.csproj")));
    }

    [GeneratedRegex(@"\b(File|Directory|FileStream|Stopwatch|DateTime|DateTimeOffset|TimeProvider|Console|HttpClient|ILogger|Process|Environment\.GetEnvironmentVariable)\b[.(<]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Impure();
}
