using System.Diagnostics;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>Small files that ffmpeg makes once for all tests: a two-second video, a one-second speech, and a result that fits it.</summary>
public sealed class SampleMedia : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public SampleMedia()
    {
        Video = Make("video.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p");
        Speech = Make("speech.wav", "-f", "lavfi", "-i", "sine=f=220:r=16000:d=1", "-c:a", "pcm_s16le");
        Result = Make(
            "result.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-i", Speech, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
            "-c:a", "aac", "-movflags", "+faststart");
    }

    public string Video { get; }

    public string Speech { get; }

    public string Result { get; }

    public string Make(string name, params string[] arguments)
    {
        var path = _sandbox.Path(name);
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments, path]))!;
        ffmpeg.WaitForExit();
        return ffmpeg.ExitCode == 0 ? path : throw new InvalidOperationException($"ffmpeg could not make {name}.");
    }

    /// <summary>The sample's picture with this sound, as long as it.</summary>
    public string MakeSpeaking(string speech) => Make(
        $"{Guid.NewGuid():N}.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25", "-i", speech, "-shortest", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac");

    public void Dispose() => _sandbox.Dispose();
}

/// <summary>
/// Tests that run whole servers: one class after another, so that they do not starve each other, and with the same small files.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<SampleMedia>
{
    public const string Name = "Servers";
}

/// <summary>As <see cref="ServerTests"/>, for the tests of bugs: beside the others, since both wait for most of their time.</summary>
[CollectionDefinition(Name)]
public sealed class ServerIssueTests : ICollectionFixture<SampleMedia>
{
    public const string Name = "Servers (issues)";
}
