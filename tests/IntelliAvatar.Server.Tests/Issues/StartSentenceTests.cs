using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A wrong setting stops the start with one sentence: no stack.</summary>
public sealed class StartSentenceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("--Limits:MaxVideoBytes=5GB", "MaxVideoBytes")]
    [InlineData("--Limits:MaxVideoBytes=0", "MaxVideoBytes")]
    [InlineData("--Startup:Wait=-00:00:01", "Wait")]
    [InlineData("--Limits:MaxAudioDuration=soon", "MaxAudioDuration")]
    [InlineData("--Limits:MaxAudioDuration=24:00:00", "MaxAudioDuration")] // 24 days
    [InlineData("--Scheduler:Heartbeat=00:00:50", "Heartbeat")]
    [InlineData("--Scheduler:Lease=5", "Scheduler:Lease is '5', but a time is written hours:minutes:seconds")]
    [InlineData("--Gateway:Attempt=40", "Gateway:Attempt is '40'")]
    [InlineData("--Uploads:Life=1.5", "Uploads:Life is '1.5'")]
    [InlineData("--Scheduler:RetryDelay=5s", "Scheduler:RetryDelay is '5s'")]
    [InlineData("--ModelServers:0:Url=nowhere", "ModelServers:0:Url")]
    [InlineData("--Gateway:Attempt=-00:01:00", "Attempt")]
    [InlineData("--PublicUrl=studio.example", "PublicUrl is 'studio.example'")]
    [InlineData("--PublicUrl=https://studio.example/app", "without a path")]
    [InlineData("--ForwardedHeaders:Enabled=maybe", "ForwardedHeaders:Enabled")]
    [InlineData("--ApiDocs:Enabled=sometimes", "ApiDocs:Enabled")]
    [InlineData("--Legacy:TimeZone=Kolkata", "Legacy:TimeZone")]
    [InlineData("--ModelServers:0:Url=http://127.0.0.1:1 --ModelServers:0:Key=secret --ModelServers:0:Key:File=/dev/null", "both given")]
    [InlineData("--ModelServers:0:Url=http://127.0.0.1:1 --ModelServers:0:Key:File=/nowhere/key", "ModelServers:0:Key:File")]
    [InlineData("--ModelServers:0:Key=secret", "ModelServers:0:Url is missing")]
    [InlineData("--Scheduler:Leese=00:01:00", "Scheduler:Leese is no setting")]
    [InlineData("--ModelServers:0:Url=http://127.0.0.1:1 --ModelServers:0:KeyFile=/run/secrets/key", "ModelServers:0:KeyFile is no setting")]
    [InlineData("--Limits:MaxIntakeWait=-00:00:01", "MaxIntakeWait")]
    [InlineData("--Scheduler:MaxCrashes=0", "MaxCrashes")]
    [InlineData("--Storage:Url=file:/proc/nowhere", "/proc/nowhere")]
    [InlineData("--Startup:Wait=00:00:00 --Database:Url=postgres://u:secret@127.0.0.1:1/jobs", "127.0.0.1:1")]
    [InlineData("--Startup:Wait=00:00:00 --Database:Url=postgres://u:secret@/jobs?host=127.0.0.1:1,127.0.0.1:2", "127.0.0.1:2")]
    [InlineData("--Database:Url=postgres://u:secret@127.0.0.1/jobs?pool=9", "pool")]
    [InlineData("--Storage:Url=s3://B", "s3://BUCKET/PREFIX")]
    [InlineData("--Storage:Url=s3://bucket", "Storage:S3:AccessKey")]
    [InlineData("--Storage:Url=s3://bucket --Storage:S3:AccessKey=a --Storage:S3:SecretKey=secret --Storage:S3:Endpoint=nowhere", "Storage:S3:Endpoint")]
    [InlineData("--Storage:Url=s3://bucket --Storage:S3:AccessKey=a --Storage:S3:SecretKey=secret --Storage:S3:Endpoint=http://127.0.0.1:1 --Startup:Wait=00:00:00", "http://127.0.0.1:1")]
    public async Task A_setting_that_cannot_work_is_named_in_one_sentence(string setting, string names)
    {
        var (exit, said) = await StartAsync("http://127.0.0.1:0", setting.Split(' '));

        Assert.Equal(1, exit);
        Assert.StartsWith("intelliavatar cannot start: ", Assert.Single(said));
        Assert.Contains(names, said[0]);
        Assert.DoesNotContain("validation failed", said[0]);
        Assert.DoesNotContain("inner exception", said[0]);
        Assert.DoesNotContain("secret", said[0]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exit, said) = await StartAsync($"http://{taken.LocalEndpoint}");

        Assert.Equal(1, exit);
        Assert.Equal(PortInUse(taken), Assert.Single(said));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("0.0.0.0")]
    public async Task A_model_server_says_the_same(string host)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await using var run = ProgramRun.Start(_sandbox.Folder, "model-server", "--urls", $"http://{host}:{((IPEndPoint)taken.LocalEndpoint).Port}");
        await run.EndsWithAsync(1);

        Assert.Equal(PortInUse(taken), $"{run.Output}{run.Error}".Trim());
    }

    [Theory]
    [InlineData("http://192.0.2.1:8123", "This machine has no address 192.0.2.1.")]
    [InlineData("http://[2001:db8::1]:8123", "2001:db8::1")]
    public async Task An_address_that_the_machine_does_not_have_is_said_in_one_sentence(string url, string says)
    {
        await using var run = ProgramRun.Start(_sandbox.Folder, "model-server", "--urls", url);
        await run.EndsWithAsync(1);

        Assert.StartsWith("intelliavatar cannot start: ", $"{run.Output}{run.Error}".Trim(), StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static string PortInUse(TcpListener taken) =>
        $"intelliavatar cannot start: Port {((IPEndPoint)taken.LocalEndpoint).Port} is in use by another program. Stop that, or choose another port with --urls, e.g. --urls http://127.0.0.1:8010.";

    private async Task<(int Exit, string[] Said)> StartAsync(string url, params string[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "intelliavatar.dll");
        using var server = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--urls", url, .. settings])
        {
            WorkingDirectory = _sandbox.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            using var patience = new CancellationTokenSource(AvatarClient.Patience);
            var (output, error) = (server.StandardOutput.ReadToEndAsync(patience.Token), server.StandardError.ReadToEndAsync(patience.Token));
            await server.WaitForExitAsync(patience.Token);
            return (server.ExitCode, (await output + await error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            server.Kill();
        }
    }
}
