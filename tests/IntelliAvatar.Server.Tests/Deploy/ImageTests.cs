using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Deploy;

/// <summary>What goes into the image, and from which images.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class ImageTests : IDisposable
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));
    private static readonly string[] Pinned = ["Dockerfile", "deploy/compose.yaml", "deploy/helm/values.yaml"];

    private readonly Sandbox _sandbox = new();

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(".env")]
    [InlineData("deploy/.env")]
    [InlineData(".env.production")]
    [InlineData("deploy/secrets/database_url")]
    [InlineData("secrets/studio_password")]
    [InlineData("storage/uploads/1/1.mp4")]
    [InlineData("jobs.db")]
    [InlineData("old/jobs.db-wal")]
    [InlineData("jobs.db.before-20261129-120000-000")]
    [InlineData("tls/server.key")]
    [InlineData("server.pem")]
    [InlineData(".git/config")]
    public void What_is_secret_or_data_does_not_reach_the_build(string path)
    {
        var left = File.ReadAllLines(Path.Combine(Root, ".dockerignore")).Where(line => line.Length > 0);
        Assert.Contains(left, pattern => Regex.IsMatch(path, $"^{Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?").Replace(@"\*", "[^/]*")}(/|$)"));
    }

    [Fact]
    public async Task Digests_are_written_beside_the_tags_and_renewed()
    {
        Copy();
        foreach (var digest in new[] { Digest, Digest.Replace('0', '9') })
        {
            Assert.Equal(0, await PinAsync(digest));
            foreach (var file in Pinned)
            {
                var images = Image().Matches(await File.ReadAllTextAsync(_sandbox.Path(file))).Select(match => match.Groups["image"].Value).Where(image => !image.StartsWith("intelliavatar:", StringComparison.Ordinal)).ToList();
                Assert.NotEmpty(images);
                Assert.All(images, image => Assert.EndsWith($"@{digest}", image));
                Assert.All(images, image => Assert.Equal(1, image.Count(letter => letter == '@')));
            }
        }
    }

    [Fact]
    public async Task What_is_no_digest_is_not_written()
    {
        Copy();
        var before = await File.ReadAllTextAsync(_sandbox.Path("deploy", "compose.yaml"));

        Assert.NotEqual(0, await PinAsync("unauthorized"));

        Assert.Equal(before, await File.ReadAllTextAsync(_sandbox.Path("deploy", "compose.yaml")));
    }

    /// <summary>Only when a registry was asked, and then of every image.</summary>
    [Fact]
    public void Nothing_says_that_there_are_digests_where_there_are_none()
    {
        var images = Pinned.SelectMany(file => Image().Matches(File.ReadAllText(Path.Combine(Root, file)))).Select(match => match.Groups["image"].Value).Where(image => !image.StartsWith("intelliavatar:", StringComparison.Ordinal)).ToList();
        var pinned = images.Count(image => image.Contains("@sha256:", StringComparison.Ordinal));
        Assert.True(pinned == 0 || pinned == images.Count);
        Assert.Equal(pinned == 0, File.ReadAllText(Path.Combine(Root, "docs", "operations.md")).Contains("They are not in the repository yet", StringComparison.Ordinal));
    }

    [Fact]
    public void Known_holes_in_packages_stop_the_build()
    {
        var build = File.ReadAllText(Path.Combine(Root, "Directory.Build.props"));
        Assert.Contains("<NuGetAudit>true</NuGetAudit>", build);
        Assert.Contains("<NuGetAuditMode>all</NuGetAuditMode>", build);
        Assert.DoesNotMatch("NoWarn.*NU(1603|190[1-4])", build);
        Assert.Contains("RestoreLockedMode=true", File.ReadAllText(Path.Combine(Root, "Dockerfile")));
    }

    private void Copy()
    {
        foreach (var file in Pinned.Append("deploy/pin-images"))
        {
            _sandbox.Write(file, File.ReadAllText(Path.Combine(Root, file)));
        }
    }

    /// <summary>With a registry that gives this for every image.</summary>
    private async Task<int> PinAsync(string digest)
    {
        File.SetUnixFileMode(_sandbox.Write("bin/crane", $"#!/bin/sh\necho {digest}\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var pin = Process.Start(new ProcessStartInfo("bash", [_sandbox.Path("deploy", "pin-images")])
        {
            Environment = { ["PATH"] = $"{_sandbox.Path("bin")}:{Environment.GetEnvironmentVariable("PATH")}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await pin.WaitForExitAsync().WaitAsync(AvatarClient.Patience);
        return pin.ExitCode;
    }

    [GeneratedRegex(@"^(ARG [A-Z]+_IMAGE=| *image: | *[a-z]+Image: )(?<image>[a-z][a-z0-9./-]*:[^\s$]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Image();
}
