using IntelliAvatar.Server.CommandLine;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Found by chaos: a server that was told to stop while it still started ended as if it had failed.</summary>
public sealed class StoppedStartTests
{
    [Fact]
    public async Task A_server_that_is_told_to_stop_while_it_starts_ends_in_order()
    {
        using var sandbox = new Sandbox();
        string[] args = ["--role", "api", "--urls", "http://127.0.0.1:0", $"--Storage:Url=file:{sandbox.Path("storage")}", $"--Database:Url=sqlite:{sandbox.Path("storage", "jobs.db")}"];

        Assert.Equal(0, await ServeCommand.Create().Parse(args).InvokeAsync(cancellationToken: new CancellationToken(canceled: true)));
    }
}
