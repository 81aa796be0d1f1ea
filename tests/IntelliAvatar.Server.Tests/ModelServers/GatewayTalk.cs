using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Gateway;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>A client with short patience, in a sandbox with a face and a speech to send.</summary>
internal sealed class GatewayTalk : IDisposable
{
    private readonly DirectoryInfo _sandbox = Directory.CreateTempSubdirectory("gateway-");
    private readonly GatewayClient _client;

    public GatewayTalk()
    {
        _client = new GatewayClient(Options.Create(Limits), TimeProvider.System, NullLogger<GatewayClient>.Instance);
        File.WriteAllBytes(PathOf("face.mp4"), new byte[70_000]);
        File.WriteAllBytes(PathOf("speech.wav"), new byte[3_000]);
        File.WriteAllText(PathOf("speech.phones"), "0.00 h\n0.10 ə\n");
    }

    public GatewayOptions Limits { get; } = new()
    {
        Aside = TimeSpan.FromSeconds(1),
        FirstByte = TimeSpan.FromSeconds(2),
        Stall = TimeSpan.FromSeconds(2),
        Attempt = TimeSpan.FromSeconds(20),
        Pause = TimeSpan.FromMilliseconds(20),
        FetchPatience = TimeSpan.Zero,
        ProgressEvery = TimeSpan.FromMilliseconds(10),
        MaxResultBytes = 1 << 20,
    };

    public TimeSpan Speech { get; set; } = TimeSpan.FromSeconds(1);

    public string PartPath => PathOf("result.mp4.part");

    public Func<bool, Refusal?> Check { get; set; } = _ => null;

    /// <summary>Whether the slot is still the job's, asked before the last bytes.</summary>
    public Func<bool>? IsSlotKept { get; set; }

    public List<double> Progress { get; } = [];

    public CancellationTokenSource Cancel { get; } = new();

    public Task<RenderOutcome> RenderAsync(Uri url, string submission = "job-1") => RenderAsync(new ModelServer(url, url, 1, default), submission);

    public Task<RenderOutcome> RenderAsync(ModelServer server, string submission = "job-1")
    {
        File.Delete(PartPath);
        return _client.RenderAsync(
            server,
            new RenderRequest("job", submission, PathOf("face.mp4"), PathOf("speech.wav"), PathOf("speech.phones"), Speech, PathOf("result.mp4"))
            {
                Confirm = IsSlotKept is { } isKept ? _ => Task.FromResult(isKept()) : null,
            },
            PartPath, (isOurs, _) => Task.FromResult(Check(isOurs)), new Recorder(Progress), Cancel.Token);
    }

    /// <summary>More than the buffers between two sockets can hold.</summary>
    public void UseLargeVideo()
    {
        using var video = File.OpenWrite(PathOf("face.mp4"));
        video.SetLength(64 << 20);
    }

    /// <summary>Says something else, as another job would.</summary>
    public void ChangeSpeech() => File.WriteAllBytes(PathOf("speech.wav"), new byte[4_000]);

    /// <summary>Its verdict in a few words, its code, and the promise that nothing was left behind.</summary>
    public string VerdictOn(RenderOutcome outcome)
    {
        Assert.Equal(outcome is RenderOutcome.Rendered, File.Exists(PartPath));
        return outcome switch
        {
            RenderOutcome.Failed { MayPass: false } failed => $"never: {failed.Code}",
            RenderOutcome.Failed { MaxTries: 2 } failed => $"twice: {failed.Code}",
            RenderOutcome.Failed failed => $"again: {failed.Code}",
            RenderOutcome.Busy { Accepted: true } busy => $"queued: {busy.Code}",
            RenderOutcome.Busy busy => $"busy: {busy.Code}",
            RenderOutcome.Misconfigured wrong => $"misconfigured: {wrong.Code}",
            _ => "rendered",
        };
    }

    public void Dispose()
    {
        _client.Dispose();
        Cancel.Dispose();
        _sandbox.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_sandbox.FullName, name);

    private sealed class Recorder(List<double> into) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (into)
            {
                into.Add(value);
            }
        }
    }
}
