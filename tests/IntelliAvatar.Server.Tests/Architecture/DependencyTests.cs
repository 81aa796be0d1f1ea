using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Tests.Architecture;

/// <summary>Features know capabilities; no capability knows a feature; no feature knows another; the engine knows nobody.</summary>
public sealed partial class DependencyTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    private static string Server(string folder) => Path.Combine(Root, "src", "IntelliAvatar.Server", folder);

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static IEnumerable<string> FilesSaying(string folder, string words) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(words, StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file));

    [Theory]
    [InlineData("Jobs")]
    [InlineData("ModelServers")]
    [InlineData("Speech")]
    [InlineData("Media")]
    [InlineData("Storage")]
    [InlineData("Persistence")]
    [InlineData("Assets")]
    [InlineData("Orders")]
    [InlineData("Dashboard")]
    public void A_capability_knows_no_feature(string folder) => Assert.Empty(FilesSaying(Server(folder), "IntelliAvatar.Server.Features"));

    [Theory]
    [InlineData("ModelServers")]
    [InlineData("Speech")]
    [InlineData("Media")]
    [InlineData("Storage")]
    [InlineData("Persistence")]
    [InlineData("Assets")]
    public void Only_the_jobs_the_orders_and_the_features_know_the_queue(string folder) => Assert.Empty(FilesSaying(Server(folder), "IntelliAvatar.Server.Jobs"));

    [Fact]
    public void No_feature_knows_another()
    {
        foreach (var feature in Directory.EnumerateDirectories(Server("Features")).Select(Path.GetFileName))
        {
            var strangers = Directory.EnumerateFiles(Server("Features"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}{feature}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Where(file => File.ReadAllText(file).Contains($"Features.{feature}", StringComparison.Ordinal));
            Assert.Empty(strangers);
        }
    }

    [Fact]
    public void The_engine_does_no_input_or_output_and_reads_no_clock()
    {
        var impure = Directory.EnumerateFiles(Path.Combine(Root, "src", "IntelliAvatar.LipSync"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Impure().IsMatch(File.ReadAllText(file)));
        Assert.Empty(impure);
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(Root, "src", "IntelliAvatar.LipSync", "IntelliAvatar.LipSync.csproj")));
    }

    [GeneratedRegex(@"\b(File|Directory|FileStream|Stopwatch|DateTime|DateTimeOffset|TimeProvider|Console|HttpClient|ILogger|Process|Environment\.GetEnvironmentVariable)\b[.(<]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Impure();
}
