using System.Net.Sockets;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Gateway;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// A proxy whose server is away takes connections and resets them. HttpClient then may throw the socket's own exception: a start ended, and a
/// model server's trouble was called one of the database.
/// </summary>
public sealed class ResetAtOnceTests
{
    [Theory]
    [InlineData(SocketError.NotConnected)]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.Shutdown)]
    public async Task A_store_that_resets_a_connection_as_it_is_made_is_away(SocketError error)
    {
        var away = await Assert.ThrowsAsync<StorageAwayException>(() =>
            S3Client.TryAsync("trying the store", () => Task.FromException<int>(new SocketException((int)error)), CancellationToken.None));

        Assert.IsType<SocketException>(away.InnerException);
    }

    [Theory]
    [InlineData(SocketError.NotConnected)]
    [InlineData(SocketError.ConnectionReset)]
    public void A_model_server_that_does_it_cannot_be_reached(SocketError error)
    {
        var outcome = Assert.IsType<RenderOutcome.Busy>(GatewayErrorMap.OfConnecting(new SocketException((int)error)));

        Assert.Equal("model_server_unreachable", outcome.Code);
    }
}
