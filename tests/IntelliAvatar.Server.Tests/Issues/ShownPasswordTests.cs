using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Help showed INTELLIAVATAR_SERVER as the default of --server, with the password in it.</summary>
public sealed class ShownPasswordTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(0, "jobs", "show", "--help")]
    [InlineData(2, "say")]
    [InlineData(1, "jobs", "list")]
    public async Task The_password_of_a_server_is_not_shown(int exit, params string[] arguments)
    {
        await using var run = await ProgramRun.StartWithServer(_sandbox.Folder, "http://anita:s3cret@127.0.0.1:1", arguments).EndsWithAsync(exit);
        Assert.DoesNotContain("s3cret", run.Output + run.Error);
    }

    [Fact]
    public async Task A_variable_that_is_no_address_is_said_before_anything_is_asked()
    {
        await using var run = await ProgramRun.StartWithServer(_sandbox.Folder, "studio", "jobs", "list").EndsWithAsync(2);
        Assert.Contains("INTELLIAVATAR_SERVER", run.Error);
    }
}
