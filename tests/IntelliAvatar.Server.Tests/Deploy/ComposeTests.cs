using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace IntelliAvatar.Server.Tests.Deploy;

/// <summary>What compose.yaml grants each container: no more than it needs.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "deploy"));
    private static readonly Dictionary<object, object> Compose = Parse("compose.yaml");

    public static TheoryData<string> Services => [.. Section(Compose, "services").Keys.Cast<string>()];

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static Dictionary<object, object> Service(string name) => Section(Section(Compose, "services"), name);

    private static Dictionary<object, object> Section(Dictionary<object, object> of, string name) => (Dictionary<object, object>)of[name];

    private static IEnumerable<string> Words(Dictionary<object, object> of, string name) => of.GetValueOrDefault(name) is List<object> words ? words.Select(word => $"{word}") : [];

    private static Dictionary<object, object> Parse(string file) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(Folder, file))))));

    [Theory]
    [MemberData(nameof(Services))]
    public void A_container_has_limits_and_no_privileges(string name)
    {
        var service = Service(name);
        Assert.All(["mem_limit", "cpus", "pids_limit"], limit => Assert.True(service.ContainsKey(limit), limit));
        Assert.Equal(["ALL"], Words(service, "cap_drop"));
        Assert.Contains("no-new-privileges:true", Words(service, "security_opt"));
        Assert.Equal("true", service["read_only"]);
        Assert.Equal(name == "proxy" ? ["NET_BIND_SERVICE"] : [], Words(service, "cap_add"));
        Assert.True(service["restart"] is "on-failure" || service.ContainsKey("stop_grace_period"), "stop_grace_period");
        Assert.True(service.ContainsKey("healthcheck") || name == "api-1", "healthcheck"); // the image's own is that of api-1
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void An_image_has_an_exact_version(string name) => Assert.Matches(Version(), (string)Service(name)["image"]);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_secret_is_a_file_and_is_given_to_those_who_name_it(string name)
    {
        var service = Service(name);
        var environment = service.TryGetValue("environment", out var set) ? (Dictionary<object, object>)set : [];
        foreach (var path in environment.Values.Cast<string>().Where(value => value.StartsWith("/run/secrets/", StringComparison.Ordinal)))
        {
            Assert.Contains(Path.GetFileName(path), Words(service, "secrets"));
        }

        Assert.All(Words(service, "secrets"), secret => Assert.Equal($"secrets/{secret}", Section(Section(Compose, "secrets"), secret)["file"]));
        Assert.False(name != "postgres" && name != "database-setup" && Words(service, "secrets").Contains("postgres_password"), "the database's superuser");
        Assert.False(name != "store" && name != "store-setup" && Words(service, "secrets").Contains("store_root_password"), "the store's root");
    }

    [Fact]
    public void Only_the_proxy_is_published_and_in_clear_only_to_this_machine()
    {
        foreach (var name in Section(Compose, "services").Keys.Cast<string>())
        {
            Assert.Equal(name == "proxy" ? ["127.0.0.1:8080:8080"] : [], Words(Service(name), "ports"));
        }

        var secured = Section(Section(Parse("compose.https.yaml"), "services"), "proxy");
        Assert.Equal(["443:443", "443:443/udp"], Words(secured, "ports"));
    }

    [Fact]
    public void The_servers_key_at_the_store_opens_their_bucket_and_nothing_else()
    {
        var statements = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "setup", "store-policy.json"))).RootElement.GetProperty("Statement").EnumerateArray().ToList();

        Assert.All(statements, statement => Assert.Equal("Allow", statement.GetProperty("Effect").GetString()));
        Assert.All(Strings("Resource"), resource => Assert.Matches("^arn:aws:s3:::intelliavatar(/files/\\*)?$", resource));
        Assert.All(Strings("Action"), action => Assert.DoesNotContain('*', action));
        Assert.DoesNotContain(Strings("Action"), action => action.Contains("Bucket", StringComparison.Ordinal) && !action.StartsWith("s3:List", StringComparison.Ordinal) && action != "s3:GetBucketLocation");
        Assert.Equal("s3://intelliavatar/files", Section(Service("scheduler"), "environment")["Storage__Url"]);

        IEnumerable<string> Strings(string name) => statements.SelectMany(statement => statement.GetProperty(name).EnumerateArray()).Select(text => text.GetString()!);
    }

    [Theory]
    [InlineData("api-1")]
    [InlineData("api-2")]
    public void A_server_knows_who_asks_from_the_proxy_on_its_loopback(string name)
    {
        Assert.Equal("service:proxy", Service(name)["network_mode"]);
        Assert.Equal("true", Section(Service(name), "environment")["ForwardedHeaders__Enabled"]);
        Assert.All(Words(Service(name), "command").SkipWhile(word => word != "--urls").Skip(1), url => Assert.StartsWith("http://127.0.0.1:", url));

        // Caddy then names the client that it sees itself, whatever that client has sent.
        Assert.DoesNotContain("trusted_proxies", File.ReadAllText(Path.Combine(Folder, "helm", "Caddyfile")));
    }

    [Fact]
    public void The_model_server_is_reached_by_schedulers_only_and_reaches_nobody_else()
    {
        Assert.Equal(["models"], Words(Service("model-server"), "networks"));
        Assert.Equal(["model-server", "scheduler"], Section(Compose, "services").Keys.Cast<string>().Where(name => Words(Service(name), "networks").Contains("models")).Order());
        Assert.All(["models", "data"], network => Assert.Equal("true", Section(Section(Compose, "networks"), network)["internal"]));
    }

    [GeneratedRegex(@":(\$\{INTELLIAVATAR_VERSION:-\d+\.\d+\.\d+\}|[^:@]*\d+\.\d+[^:@]*|RELEASE\.[^:@]+)(@sha256:[0-9a-f]{64})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
