using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary><c>AllowedHosts=*</c> switched off the protection from DNS rebinding without a word.</summary>
public sealed class EveryHostTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("*", true)]
    [InlineData("studio.example;*", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("studio.example;*.studio.example", false)]
    public async Task A_server_that_answers_to_every_name_says_so_once_at_its_start(string hosts, bool warns)
    {
        await using var run = ProgramRun.Start(_sandbox.Folder, "serve", "--role", "api", "--urls", "http://127.0.0.1:0", $"--AllowedHosts={hosts}", "--Storage:Reserve=0");

        await Eventually.GetAsync(() => Task.FromResult(run.Output), said => said.Contains("Now listening on", StringComparison.Ordinal));

        Assert.Equal(warns ? 1 : 0, run.Lines.Count(line => line.Contains("answers to every name", StringComparison.Ordinal)));
    }
}
