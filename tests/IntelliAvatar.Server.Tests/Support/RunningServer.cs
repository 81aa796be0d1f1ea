namespace IntelliAvatar.Server.Tests.Support;

/// <summary>One server process and one fake gateway for all tests of a class.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private readonly SampleMedia _media = new();

    public FakeModelServer Gpu { get; private set; } = null!;

    public ServerProcess Server { get; private set; } = null!;

    public AvatarClient Client => Server.Client;

    public string Storage => _sandbox.Path("storage");

    public async Task InitializeAsync()
    {
        Gpu = await FakeModelServer.StartAsync();
        Gpu.Result = await File.ReadAllBytesAsync(_media.Result);
        Server = await ServerProcess.StartAsync(
            _sandbox.Folder,
            "all",
            $"--ModelServers:0:Url={Gpu.Url}",
            "--Scheduler:RetryDelay=00:00:00.05",
            "--Limits:MaxVideoBytes=3000000",
            "--Limits:MaxAudioBytes=1000000",
            "--Limits:MaxAudioDuration=00:00:20",
            "--Limits:MaxTextLength=500");
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Gpu.DisposeAsync();
        _media.Dispose();
        _sandbox.Dispose();
    }
}
