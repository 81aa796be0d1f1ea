using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace IntelliAvatar.Server.Tests.Deploy;

/// <summary>What can be known of the deployment files without the engines that run them.</summary>
[Collection(ServerTests.Name)]
public sealed partial class DeployTests(RunningServer running) : IClassFixture<RunningServer>
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));
    private static readonly string[] Written = ["Dockerfile", "deploy/compose.yaml", "deploy/compose.https.yaml", "deploy/helm/Caddyfile", "deploy/helm/values.yaml", .. Templates];

    public static TheoryData<string> Files => [.. Written];

    private static IEnumerable<string> Templates =>
        Directory.EnumerateFiles(Path.Combine(Root, "deploy", "helm", "templates"), "*.yaml").Select(file => Path.GetRelativePath(Root, file));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    [Theory]
    [InlineData("deploy/compose.yaml")]
    [InlineData("deploy/compose.https.yaml")]
    [InlineData("deploy/helm/Chart.yaml")]
    [InlineData("deploy/helm/values.yaml")]
    public void It_is_yaml(string file) => Parse(Read(file));

    [Fact]
    public void Helm_templates_are_yaml_once_filled_in()
    {
        foreach (var file in Templates)
        {
            // Control lines go, values become a word: what remains must be YAML, whatever the values are.
            var filled = Value().Replace(Control().Replace(Read(file), ""), "word");
            foreach (var document in filled.Split("\n---\n"))
            {
                Assert.NotNull(Parse(document)["kind"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_setting_that_is_named_exists(string file)
    {
        foreach (var setting in Setting().Matches(Read(file)).Select(match => match.Value).Where(name => !name.StartsWith("ModelServer", StringComparison.Ordinal)))
        {
            var (section, name) = (setting.Split("__")[0], setting.Split("__")[1..].Where(part => part != "File"));
            var type = section switch { "Database" => typeof(DatabaseOptions), "Storage" => typeof(StorageOptions), "ForwardedHeaders" => typeof(IntelliAvatar.Server.Hosting.FrontDoor.ForwardedHeadersSettings), _ => throw new InvalidOperationException(setting) };
            foreach (var part in name)
            {
                type = type.GetProperty(part)?.PropertyType ?? throw new InvalidOperationException($"{file} sets {setting}, which does not exist.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_health_path_that_is_asked_for_answers(string file)
    {
        foreach (var path in Health().Matches(Read(file)).Select(match => match.Value))
        {
            Assert.Equal("Healthy", await running.Client.Http.GetStringAsync(path));
        }
    }

    [Fact]
    public void The_servers_of_compose_start_with_its_settings_and_its_addresses()
    {
        var services = (Dictionary<object, object>)Parse(Read("deploy/compose.yaml"))["services"];
        foreach (var (name, about) in services)
        {
            var service = (Dictionary<object, object>)about;
            if (service.GetValueOrDefault("command") is not List<object> command || (string)command[0] != "serve")
            {
                continue;
            }

            var environment = ((Dictionary<object, object>)service["environment"])
                .ToDictionary(entry => ((string)entry.Key).Replace("__", ":", StringComparison.Ordinal).Replace(":File", "", StringComparison.Ordinal), entry => ValueOf((string)entry.Value));
            var urls = command.SkipWhile(word => (string)word != "--urls").Skip(1).Take(1).Cast<string>().ToList();
            IntelliAvatar.Server.Hosting.Settings.Check(new ConfigurationBuilder().AddInMemoryCollection(environment).Build(), urls);
            Assert.True(urls.Count == 0 || (string)service["network_mode"] == "service:proxy", $"{name} is out of the proxy's reach");
        }
    }

    [Fact]
    public void No_secret_is_written_down()
    {
        foreach (var file in Written)
        {
            Assert.All(Password().Matches(Read(file)), match => Assert.StartsWith("/run/secrets/", match.Groups["value"].Value));
        }
    }

    [Fact]
    public void The_image_has_every_program_that_the_server_runs_and_is_not_root()
    {
        foreach (var package in new[] { "ffmpeg", "flite", "espeak-ng", "libheif-examples", "util-linux", "curl" })
        {
            Assert.Contains($" {package}", Read("Dockerfile"));
        }

        Assert.Contains("\nUSER 1654:1654\n", Read("Dockerfile"));
        Assert.All(Directory.EnumerateFiles(Path.Combine(Root, "deploy", "helm", "templates")).Select(File.ReadAllText).Where(text => text.Contains("runAsUser", StringComparison.Ordinal)), text => Assert.Contains("runAsUser: 1654", text));
        Assert.Contains("umask 077", Read("Dockerfile"));
    }

    private static string? ValueOf(string written) =>
        written == "/run/secrets/database_url" ? "postgres://intelliavatar:secret@postgres:5432/intelliavatar"
        : written.Contains("STUDIO_URL", StringComparison.Ordinal) ? "https://studio.example"
        : written;

    private static Dictionary<object, object> Parse(string yaml) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(yaml))));

    [GeneratedRegex(@"^\s*\{\{-[^\n]*\}\}\n?", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Control();

    [GeneratedRegex(@"\{\{[^\n]*?\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]+(__[A-Za-z0-9]+)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"/health/[a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Health();

    [GeneratedRegex(@"\w*(PASSWORD|SecretKey|AccessKey|__Key|Database__Url)\w*(: |, value: )(?<value>[^\s}]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
