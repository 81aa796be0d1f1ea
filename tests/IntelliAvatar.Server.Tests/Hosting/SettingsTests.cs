using IntelliAvatar.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace IntelliAvatar.Server.Tests.Hosting;

public sealed class SettingsTests
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
    public void A_setting_that_cannot_work_stops_the_start(string name, string value) =>
        Assert.Throws<SettingException>(() => Settings.Check(Of((name, value)), []));

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
