using System.Net;
using System.Net.Sockets;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Tests.Media.Processes;

public sealed class NetworkNamespaceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_child_without_network_reaches_no_server(bool withoutNetwork)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"tcp://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}?timeout=200000";
        var command = new ChildCommand("ffmpeg", ["-v", "error", "-nostdin", "-f", "data", "-i", address, "-f", "null", "-"]) { WithoutNetwork = withoutNetwork };
        await ChildProcess.RunAsync(command, default);
        Assert.Equal(!(withoutNetwork && NetworkNamespace.Works), server.Pending());
    }

    [Fact]
    public void Tools_that_open_files_of_strangers_have_no_network()
    {
        var (commands, file) = (new FfmpegCommands(MediaCorpus.Limits), new SourceFile("/x.mp4", ContainerFormat.Mp4));
        Assert.All([commands.Probe(file), commands.Convert(file, [], ["-"], TimeSpan.FromSeconds(1)), commands.Run(["-"], TimeSpan.FromSeconds(1))], command => Assert.True(command.WithoutNetwork));
    }

    [Fact]
    public async Task A_child_in_its_own_network_still_dies_by_its_deadline()
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("sleep", ["1000"]) { WithoutNetwork = true, Deadline = TimeSpan.FromSeconds(1) }, default);
        Assert.True(exit.PastDeadline);
    }
}
