using System.Net;
using System.Runtime.Versioning;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>One second of 4096 × 2160 took a gigabyte, since its encoder looked ahead.</summary>
[Collection(ServerIssueTests.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class LargePictureTests(SampleMedia media)
{
    /// <summary>What the documentation promises.</summary>
    private const long Promised = 600_000_000;

    [Theory]
    [InlineData("large.png", "-frames:v", "1")]
    [InlineData("large.webm", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8")]
    public async Task It_is_converted_in_the_memory_that_is_promised(string name, params string[] made)
    {
        using var sandbox = new Sandbox();
        var tight = sandbox.Write("tight/ffmpeg", $"#!/bin/sh\nexec prlimit --data={Promised}:{Promised} /usr/bin/ffmpeg \"$@\"\n");
        File.SetUnixFileMode(tight, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var picture = media.Make(name, ["-f", "lavfi", "-i", "testsrc2=s=4096x2160:r=25:d=1", .. made]);
        await using var server = await ServerProcess.StartAsync(
            sandbox.Folder, "api", new Dictionary<string, string> { ["PATH"] = $"{sandbox.Path("tight")}:{Environment.GetEnvironmentVariable("PATH")}" }, "--Limits:MaxVideoBytes=100000000");

        using var answer = await server.Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "anita", null), ("name", "Large", null), ("video", null, picture)));

        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }
}
