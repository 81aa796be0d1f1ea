using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace IntelliAvatar.Server.Tests.Hosting;

/// <summary>Secrets that are given as files.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("Database:Url")]
    [InlineData("Storage:S3:AccessKey")]
    [InlineData("Storage:S3:SecretKey")]
    [InlineData("Speech:Sarvam:ApiKey")]
    [InlineData("ModelServers:3:Key")]
    [InlineData("ModelServer:Key")]
    [InlineData("database:url")]
    public void A_secret_is_read_from_its_file(string secret)
    {
        var file = Written("s3cret words=1\n");

        Assert.Equal("s3cret words=1", Of($"--{secret}:File={file}")[secret]);
        Assert.Null(Of($"--{secret}:File={file}")[$"{secret}:File"]);
    }

    [Theory]
    [InlineData("\uFEFFsecret\r\n")]
    [InlineData("secret")]
    [InlineData("secret\n\n")]
    public void What_editors_add_is_no_part_of_it(string content) => Assert.Equal("secret", Of($"--ModelServer:Key:File={Written(content)}")["ModelServer:Key"]);

    [Fact]
    public void A_later_source_wins_in_whichever_form()
    {
        var file = Written("from the file");
        Environment.SetEnvironmentVariable("ModelServers__7__Key__File", file);
        try
        {
            Assert.Equal("from the file", Of()["ModelServers:7:Key"]);
            Assert.Equal("given", Of("--ModelServers:7:Key=given")["ModelServers:7:Key"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ModelServers__7__Key__File", null);
        }
    }

    [Fact]
    public void The_names_of_other_tools_have_files_too_and_the_full_name_wins()
    {
        var file = Written("alias");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY__File", file);
        try
        {
            Assert.Equal("alias", Of()["Storage:S3:SecretKey"]);
            Environment.SetEnvironmentVariable("Storage__S3__SecretKey", "full");
            Assert.Equal("full", Of()["Storage:S3:SecretKey"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY__File", null);
            Environment.SetEnvironmentVariable("Storage__S3__SecretKey", null);
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n", "empty")]
    [InlineData("not UTF-8", "UTF-8")]
    [InlineData(null, "cannot be read")]
    public void A_file_that_holds_no_secret_stops_the_start(string? content, string why)
    {
        var file = content is null ? _sandbox.Path("nowhere") : content == "not UTF-8" ? WrittenBytes([0xFF, 0xFE, 0x61]) : Written(content);

        var wrong = Assert.Throws<SettingException>(() => Of($"--Database:Url:File={file}"));

        Assert.Contains("Database:Url:File", wrong.Message);
        Assert.Contains(why, wrong.Message);
    }

    [Fact]
    public void A_secret_that_is_given_twice_stops_the_start() =>
        Assert.Contains(
            "both given",
            Assert.Throws<SettingException>(() => Of("--Database:Url=sqlite:a.db", $"--Database:Url:File={Written("sqlite:b.db")}")).Message);

    [Fact]
    public void What_is_no_secret_is_no_file() => Assert.Null(Of($"--Scheduler:Lease:File={Written("00:01:00")}")["Scheduler:Lease"]);

    private static ConfigurationManager Of(params string[] commandLine)
    {
        var configuration = new ConfigurationManager();
        configuration.AddSettings(commandLine);
        return configuration;
    }

    private string Written(string content)
    {
        var path = _sandbox.Path($"{Guid.NewGuid():N}");
        File.WriteAllText(path, content);
        return path;
    }

    private string WrittenBytes(byte[] content)
    {
        var path = _sandbox.Path($"{Guid.NewGuid():N}");
        File.WriteAllBytes(path, content);
        return path;
    }
}
