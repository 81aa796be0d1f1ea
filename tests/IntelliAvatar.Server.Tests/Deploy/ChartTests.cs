using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace IntelliAvatar.Server.Tests.Deploy;

/// <summary>What the chart grants each pod: no more than it needs. The templates are filled in here as far as their few actions go, with <c>values.yaml</c>.</summary>
public sealed partial class ChartTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "deploy", "helm"));
    private static readonly Dictionary<object, object> Values = Parse(File.ReadAllText(Path.Combine(Folder, "values.yaml")));
    private static readonly Dictionary<string, string> Parts = Definition().Matches(File.ReadAllText(Path.Combine(Folder, "templates", "_pod.tpl")))
        .ToDictionary(part => part.Groups["name"].Value, part => part.Groups["body"].Value.Trim('\n'), StringComparer.Ordinal);

    private static readonly List<Dictionary<object, object>> Documents =
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "templates"), "*.yaml").Order().SelectMany(file => Filled(File.ReadAllText(file)).Split("\n---\n")).Select(Parse)];

    public static TheoryData<string> Workloads => [.. Documents.Where(document => Kind(document) is "Deployment" or "StatefulSet").Select(Name)];

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_pod_runs_without_privileges_and_without_a_token(string workload)
    {
        var pod = Pod(workload);
        Assert.Equal("false", pod["automountServiceAccountToken"]);
        Assert.Equal("false", pod["enableServiceLinks"]);
        var security = At(pod, "securityContext");
        Assert.Equal(("true", "1654", "1654"), (security["runAsNonRoot"], security["runAsUser"], security["runAsGroup"]));
        Assert.Equal("RuntimeDefault", At(security, "seccompProfile")["type"]);
        Assert.True(pod.ContainsKey("terminationGracePeriodSeconds"));
        Assert.All(new[] { "hostNetwork", "hostPID", "hostIPC", "serviceAccountName" }, name => Assert.DoesNotContain(name, pod.Keys));
        Assert.All(List(pod, "volumes"), volume => Assert.False(volume.ContainsKey("hostPath")));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_container_has_limits_a_probe_and_a_root_that_nobody_writes_to(string workload)
    {
        foreach (var container in List(Pod(workload), "containers"))
        {
            var security = At(container, "securityContext");
            Assert.Equal(("true", "false"), (security["readOnlyRootFilesystem"], security["allowPrivilegeEscalation"]));
            Assert.Equal(["ALL"], Words(At(security, "capabilities"), "drop"));
            Assert.Equal((string)container["name"] == "proxy" ? ["NET_BIND_SERVICE"] : [], Words(At(security, "capabilities"), "add"));
            Assert.DoesNotContain("privileged", security.Keys);
            Assert.All(["requests", "limits"], kind => Assert.All(["cpu", "memory"], of => Assert.True(At(At(container, "resources"), kind).ContainsKey(of), $"{kind} {of}")));
            Assert.True(container.ContainsKey("livenessProbe"));
            Assert.Matches(@":[^:@]*\d+\.\d+[^:@]*(@sha256:[0-9a-f]{64})?$", (string)container["image"]);
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_secret_is_a_file_of_the_pod_that_names_it(string workload)
    {
        var pod = Pod(workload);
        foreach (var container in List(pod, "containers"))
        {
            var mounts = List(container, "volumeMounts").Where(mount => (string)mount["mountPath"] == "/run/secrets").Select(mount => mount["name"]).ToList();
            var files = List(pod, "volumes").Where(volume => mounts.Contains(volume["name"])).SelectMany(volume => List(At(volume, "secret"), "items")).Select(item => $"/run/secrets/{item["path"]}").ToList();
            Assert.All(Environment(container).Values.Where(value => value.StartsWith("/run/secrets/", StringComparison.Ordinal)), file => Assert.Contains(file, files));
            Assert.All(Environment(container).Where(entry => entry.Key.EndsWith("Key", StringComparison.Ordinal) || entry.Key is "Database__Url"), entry => Assert.Fail($"{entry.Key} is no file"));
        }

        Assert.All(List(pod, "volumes").Where(volume => volume.ContainsKey("secret")), volume => Assert.Equal("0440", At(volume, "secret")["defaultMode"]));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_policy_says_who_reaches_it_and_what_it_reaches(string workload)
    {
        var labels = At(At(At(At(Workload(workload), "spec"), "template"), "metadata"), "labels");
        var policy = Documents.Single(document => Kind(document) == "NetworkPolicy" && Equal(At(At(At(document, "spec"), "podSelector"), "matchLabels"), labels));
        Assert.Equal(["Ingress", "Egress"], Words(At(policy, "spec"), "policyTypes"));
        Assert.True(At(policy, "spec").ContainsKey("egress") && At(policy, "spec").ContainsKey("ingress"));
    }

    [Fact]
    public void Only_schedulers_reach_the_model_servers_which_reach_nothing()
    {
        var policy = At(Documents.Single(document => Kind(document) == "NetworkPolicy" && Name(document) == "release-model-server"), "spec");
        Assert.Empty(List(policy, "egress"));
        var from = Assert.Single(List(Assert.Single(List(policy, "ingress")), "from"));
        Assert.Equal("release-scheduler", At(At(from, "podSelector"), "matchLabels")["app"]);
        Assert.Empty(List(At(Documents.Single(document => Kind(document) == "NetworkPolicy" && Name(document) == "release-scheduler"), "spec"), "ingress"));
    }

    [Fact]
    public void The_servers_listen_on_loopback_only_know_their_public_address_and_who_asks()
    {
        var server = List(Pod("release-api"), "containers").Single(container => (string)container["name"] == "server");
        Assert.Equal("http://127.0.0.1:8000", Words(server, "args").SkipWhile(word => word != "--urls").ElementAt(1));
        Assert.Equal(("https://studio.example", "true"), (Environment(server)["PublicUrl"], Environment(server)["ForwardedHeaders__Enabled"]));
        Assert.Contains("required \"publicUrl is missing", File.ReadAllText(Path.Combine(Folder, "templates", "_pod.tpl")));
        Assert.All(Documents.Where(document => Kind(document) == "Service"), service => Assert.Contains(At(service, "spec").GetValueOrDefault("clusterIP") ?? "", new[] { "", "None" }));
    }

    private static Dictionary<object, object> Workload(string name) => Documents.Single(document => Kind(document) is "Deployment" or "StatefulSet" && Name(document) == name);

    private static Dictionary<object, object> Pod(string workload) => At(At(At(Workload(workload), "spec"), "template"), "spec");

    private static string Kind(Dictionary<object, object> document) => (string)document["kind"];

    private static string Name(Dictionary<object, object> document) => (string)At(document, "metadata")["name"];

    private static Dictionary<object, object> At(Dictionary<object, object> of, string name) => (Dictionary<object, object>)of[name];

    private static IEnumerable<Dictionary<object, object>> List(Dictionary<object, object> of, string name) =>
        of.GetValueOrDefault(name) is List<object> items ? items.Cast<Dictionary<object, object>>() : [];

    private static IEnumerable<string> Words(Dictionary<object, object> of, string name) => of.GetValueOrDefault(name) is List<object> words ? words.Cast<string>() : [];

    private static Dictionary<string, string> Environment(Dictionary<object, object> container) =>
        List(container, "env").ToDictionary(entry => (string)entry["name"], entry => entry.GetValueOrDefault("value") as string ?? "", StringComparer.Ordinal);

    private static bool Equal(Dictionary<object, object> one, Dictionary<object, object> other) => one.Count == other.Count && one.All(entry => Equals(other.GetValueOrDefault(entry.Key), entry.Value));

    private static Dictionary<object, object> Parse(string yaml) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(yaml))));

    /// <summary>The text with its parts and values in it. What is repeated stands there once; every condition holds.</summary>
    private static string Filled(string template)
    {
        var whole = Include().Replace(template, part => "\n" + Indented(Parts[part.Groups["name"].Value], int.Parse(part.Groups["indent"].Value)));
        whole = Items().Replace(whole, items => string.Concat(((List<object>)At(items.Groups["path"].Value)).Select(item => $"\n    - {Json(item)}")));
        return Action().Replace(Control().Replace(whole, ""), action => ValueOf(action.Groups["text"].Value.Trim(' ', '-')));
    }

    private static string Indented(string text, int by) => string.Join('\n', text.Split('\n').Select(line => new string(' ', by) + line));

    private static object At(string path) => path.Split('.').Aggregate((object)Values, (of, name) => ((Dictionary<object, object>)of)[name]);

    private static string Json(object value) => new SerializerBuilder().JsonCompatible().Build().Serialize(value).Trim();

    private static string ValueOf(string action) => action switch
    {
        _ when action.Contains("publicUrl", StringComparison.Ordinal) => "https://studio.example",
        _ when action.Contains(".Release.Name", StringComparison.Ordinal) => "release",
        _ when Setting().Match(action) is { Success: true } setting => Json(At(setting.Groups["path"].Value)).Trim('"'),
        _ => "word",
    };

    [GeneratedRegex(@"\{\{- define ""(?<name>[^""]+)"" -\}\}\n(?<body>.*?)\n?\{\{- end \}\}(?=\n\n|\n?$)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\n *\{\{- include ""(?<name>[^""]+)"" \. \| nindent (?<indent>\d+) \}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Include();

    [GeneratedRegex(@"^ *\{\{-? ?(if|range|end|/\*)[^\n]*\}\}\n?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Control();

    [GeneratedRegex(@"\{\{(?<text>[^\n]*?)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Action();

    [GeneratedRegex(@"\.Values\.(?<path>[A-Za-z.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\n *\{\{- toYaml \.Values\.(?<path>[A-Za-z.]+) \| nindent 4 \}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Items();
}
