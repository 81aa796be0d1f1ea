using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Sentences about wrong settings quoted the passwords in them, and lines of <c>.env</c> near a wrong one.</summary>
public sealed class QuotedSecretTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("SARVAM_API_KEY=hunter2\nthis is no setting\n", 2)]
    [InlineData("# keys\nAWS_SECRET_ACCESS_KEY=hunter2\n\nAWS_REGION=\"hunter2\n", 4)]
    [InlineData("hunter2", 1)]
    [InlineData("A=1\r\nB=2\r\n=hunter2\r\n", 3)]
    [InlineData("DATABASE_URL='hunter2' hunter2\n", 1)]
    public async Task A_wrong_line_of_the_file_of_settings_is_named_by_its_number(string content, int line)
    {
        _sandbox.Write(".env", content);

        Assert.Equal($"intelliavatar cannot start: {_sandbox.Path(".env")} cannot be read: line {line} is not of the form NAME=value.", await StartAsync());
    }

    [Theory]
    [InlineData("--ModelServers:0:Url=http://user:hunter2@gpu:1")]
    [InlineData("--ModelServers:0:Url=user:hunter2@gpu:1")]
    [InlineData("--ModelServers:0:Url=http://gpu:1?key=hunter2")]
    [InlineData("--ModelServers:0:Url=http://gpu:1", "--ModelServers:0:FileUrl=http://user:hun/hunter2@gpu:1")]
    [InlineData("--PublicUrl=https://user:hunter2@studio.example")]
    [InlineData("--Cors:Origins:0=https://user:hunter2@studio.example/")]
    [InlineData("--urls=http://user:hunter2@gpu:1")]
    [InlineData("--urls=http://user:hunter2@gpu:port")]
    [InlineData("--Kestrel:Endpoints:A:Url=http://user:hunter2@gpu:1")]
    [InlineData("Storage:S3:SecretKey=hunter2")]
    [InlineData("postgres://user:hunter2@gpu/jobs")]
    [InlineData("--Database:Url=postgres://user:hunter2@gpu:port/jobs")]
    [InlineData("--Storage:Url=s3://user:hunter2@bucket")]
    [InlineData("--Storage:Url=s3://bucket", "--Storage:S3:AccessKey=a", "--Storage:S3:SecretKey=b", "--Storage:S3:Endpoint=http://user:hunter2@gpu:1")]
    [InlineData("--Speech:Sarvam:ApiKey=hunter2", "--Speech:Sarvam:Url=http://user:hunter2@gpu:1")]
    public async Task A_wrong_setting_is_named_without_its_secret(params string[] settings) => await StartAsync(settings);

    [Fact]
    public async Task A_wrong_address_of_a_server_is_named_without_its_password()
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "jobs", "list", "--server", "ftp://user:hunter2@gpu");

        await run.EndsWithAsync(2);
        Assert.Contains("--server: 'ftp://***@gpu' is no address", run.Error);
        Assert.DoesNotContain("hunter2", run.Error);
    }

    [Theory]
    [InlineData("http://gpu:1/render", "http://gpu:1/render")]
    [InlineData("http://user:pass@gpu:1", "http://***@gpu:1")]
    [InlineData("http://user:p@ss/w@gpu:1/a", "http://***@gpu:1/a")]
    [InlineData("user@gpu", "***@gpu")]
    [InlineData("gpu?token=1", "gpu?***")]
    [InlineData(null, "")]
    public void An_address_is_shown_without_user_and_query(string? written, string shown) => Assert.Equal(shown, ShownText.OfUrl(written));

    /// <returns>The one sentence.</returns>
    private async Task<string> StartAsync(params string[] settings)
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, ["serve", .. settings.Any(word => word.StartsWith("--urls", StringComparison.Ordinal)) ? [] : (string[])["--urls", "http://127.0.0.1:0"], .. settings]);

        await run.EndsWithAsync(1);
        Assert.DoesNotContain("hunter2", run.Output + run.Error);
        return Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
