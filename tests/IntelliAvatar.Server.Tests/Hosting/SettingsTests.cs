using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace IntelliAvatar.Server.Tests.Hosting;

public sealed partial class SettingsTests
{
    private static IConfiguration Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();

    [Theory]
    [InlineData("http://0.0.0.0:8000")]
    [InlineData("http://*:8000")]
    [InlineData("http://+:8000")]
    [InlineData("http://[::]:8000")]
    [InlineData("http://192.168.1.5:8000")]
    [InlineData("http://studio.example:8000")]
    public void Without_accounts_only_loopback_is_served(string url)
    {
        var refused = Assert.Throws<SettingException>(() => Settings.Check(Of(), [url]));
        Assert.Contains(url, refused.Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000")]
    [InlineData("http://localhost:8000")]
    [InlineData("http://[::1]:8000")]
    [InlineData("http://127.0.0.5")]
    public void Loopback_is_served(string url) => Settings.Check(Of(), [url]);

    [Theory]
    [InlineData("Database:Url", "postgres://u:p@h")]
    [InlineData("Database:Url", "postgres://u:p@h/db?nonsense=1")]
    [InlineData("Database:Url", "postgres://u:p@h/db?sslmode=maybe")]
    [InlineData("Database:Url", "mysql://u:p@h/db")]
    [InlineData("Database:Url", "sqlite:")]
    [InlineData("Storage:Url", "s3://bucket")]
    [InlineData("Auth:Mode", "Accounts")]
    [InlineData("Auth:Mode", "none")]
    [InlineData("AllowedHosts", "")]
    [InlineData("Logging:LogLevel:Default", "Loud")]
    [InlineData("PublicUrl", "")]
    [InlineData("PublicUrl", "studio.example")]
    [InlineData("PublicUrl", "studio.example:8080")]
    [InlineData("PublicUrl", "ftp://studio.example")]
    [InlineData("PublicUrl", "https://studio.example/avatars")]
    [InlineData("PublicUrl", "https://studio.example?")]
    [InlineData("PublicUrl", "https://studio.example#")]
    [InlineData("PublicUrl", "https://anita:secret@studio.example")]
    [InlineData("PublicUrl", "https://@studio.example")]
    [InlineData("PublicUrl", "https://*.studio.example")]
    [InlineData("PublicUrl", "https://*")]
    [InlineData("PublicUrl", "https://studio.example:0")]
    [InlineData("PublicUrl", "https://studio.example:99999")]
    [InlineData("PublicUrl", "http://0.0.0.0:8000")]
    [InlineData("PublicUrl", "http://[::]:8000")]
    [InlineData("PublicUrl", "https://a.example;https://b.example")]
    public void A_setting_that_cannot_work_stops_the_start(string name, string value) =>
        Assert.Throws<SettingException>(() => Settings.Check(Of((name, value)), []));

    [Theory]
    [InlineData("https://studio.example", "https://studio.example", "studio.example")]
    [InlineData("HTTPS://Studio.Example:443/", "https://studio.example", "studio.example")]
    [InlineData("http://studio.example:8080", "http://studio.example:8080", "studio.example")]
    [InlineData("https://stüdio.example", "https://xn--stdio-lva.example", "xn--stdio-lva.example")]
    [InlineData("http://192.168.1.5:8080", "http://192.168.1.5:8080", "192.168.1.5")]
    [InlineData("https://[2001:db8::5]:8443", "https://[2001:db8::5]:8443", "[2001:db8::5]")]
    public void The_address_that_people_use_is_written_as_browsers_send_it(string url, string origin, string host)
    {
        Settings.Check(Of(("PublicUrl", url)), []);
        var own = PublicUrl.From(Of(("PublicUrl", url)))!;
        Assert.Equal((origin, host), (own.Origin, own.Host));
    }

    [Theory]
    [InlineData("Scheduler:Leese", "Scheduler has Ahead, Concurrency, Drain, Heartbeat, Lease,")]
    [InlineData("Limits:MaxVideoByte", "MaxVideoBytes")]
    [InlineData("Limits:MaxPixels", "MaxVideoPixels")]
    [InlineData("Storage:S3:AccesKey", "Storage:S3 has AccessKey, AccessKey:File,")]
    [InlineData("Storage:S3", null)]
    [InlineData("Database:File", "Database has Url, Url:File.")]
    [InlineData("ModelServers:0:KeyFile", "Key:File")]
    [InlineData("ModelServers:Url", "ModelServers:0:Url")]
    [InlineData("ModelServer:KeyFile", "ModelServer has Key, Key:File.")]
    [InlineData("Speech:Sarvam:Key", "ApiKey")]
    [InlineData("Scheduler:Lease:File", "is no setting.")]
    [InlineData("ForwardedHeaders:Enable", "ForwardedHeaders has Enabled.")]
    [InlineData("ApiDocs:Enable", "Enabled")]
    [InlineData("Auth:Modus", "Mode")]
    [InlineData("Cors:Origin", "Cors has Origins.")]
    [InlineData("Legacy:Timezones", "TimeZone")]
    [InlineData("scheduler:lease", null)]
    [InlineData("Logging:Console:FormatterName", null)]
    [InlineData("PATH", null)]
    public void A_name_that_no_setting_has_stops_the_start_with_those_that_there_are(string name, string? says)
    {
        var wrong = Record.Exception(() => KnownSettings.Check(Of((name, "0"))));

        Assert.Equal(says is null, wrong is null);
        Assert.StartsWith(says is null ? "" : $"{name} is no setting", wrong?.Message ?? "");
        Assert.Contains(says ?? "", wrong?.Message ?? "");
    }

    [Theory]
    [InlineData("Scheduler:Lease", "5", true)]
    [InlineData("Scheduler:Lease", " 5 ", true)]
    [InlineData("Startup:Wait", "-1", true)]
    [InlineData("Uploads:Idle", "1.5", true)]
    [InlineData("Gateway:Stall", "60s", true)]
    [InlineData("ModelServers:0:LengthTolerance", "1", true)]
    [InlineData("Limits:MaxAudioDuration", "30 min", true)]
    [InlineData("Scheduler:Lease", "00:00:05", false)]
    [InlineData("Scheduler:Lease", "1.00:00:00", false)]
    [InlineData("Startup:Wait", "0", false)]
    [InlineData("Scheduler:Concurrency", "5", false)]
    public void A_time_is_never_a_number_alone(string name, string value, bool isRefused)
    {
        var wrong = Record.Exception(() => KnownSettings.Check(Of((name, value))));

        Assert.Equal(isRefused, wrong is SettingException);
        Assert.Equal(isRefused, wrong?.Message.StartsWith($"{name} is '{value.Trim()}', but a time is written hours:minutes:seconds", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Every_setting_that_the_documentation_names_exists()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));
        var named = Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md").Append(Path.Combine(root, "README.md"))
            .SelectMany(file => Setting().Matches(File.ReadAllText(file)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal).Replace(":N:", ":0:", StringComparison.Ordinal)))
            .Distinct().ToList();

        Assert.True(named.Count > 50);
        Assert.All(named, name => KnownSettings.Check(Of((name.EndsWith(SecretFiles.Suffix, StringComparison.Ordinal) ? name[..^SecretFiles.Suffix.Length] : name, "0"))));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(
        "\\b(ApiDocs|Auth|Cors|Database|ForwardedHeaders|Gateway|Legacy|Limits|ModelServers?|Scheduler|Speech|Startup|Storage|Uploads)((:|__)[A-Za-z0-9]+)+",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [Fact]
    public void The_address_that_people_use_opens_no_other_address_to_listen_on() =>
        Assert.Throws<SettingException>(() => Settings.Check(Of(("PublicUrl", "https://studio.example")), ["http://0.0.0.0:8000"]));

    [Theory]
    [InlineData("")]
    [InlineData("here")]
    [InlineData("http://127.0.0.1:99999")]
    public void An_address_that_is_none_stops_the_start(string url) =>
        Assert.Throws<SettingException>(() => Settings.Check(Of(), [url]));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--url=http://127.0.0.1:1")]
    [InlineData("--Scheduler:Lease")]
    public void A_word_that_sets_nothing_stops_the_start(string word) =>
        Assert.Throws<SettingException>(() => new ConfigurationManager().AddSettings(["--Scheduler:Lease=00:01:00", word]));
}
