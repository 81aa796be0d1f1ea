using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A job that lost patience at the very moment at which the server came free went back into the queue, though it was its turn.</summary>
public sealed class SlotJustFreedTests
{
    [Fact]
    public async Task Whose_patience_ends_as_the_slot_comes_free_gets_it()
    {
        var patience = TimeSpan.FromSeconds(20);
        for (var round = 0; round < 2000; round++)
        {
            var clock = new ManualClock();
            var options = new ModelServersOptions();
            options.Servers.Add(new ModelServerOptions { Url = "http://a:1", Slots = 1 });
            var pool = new ModelServerPool(Options.Create(options), clock);
            var slot = (await pool.AcquireAsync(null, default, null, patience, default))!;
            var waiting = pool.AcquireAsync(null, default, null, patience, default);
            using var together = new Barrier(2);

            await Task.WhenAll(At(together, () => clock.Advance(patience)), At(together, slot.Dispose));

            Assert.NotNull(await waiting.WaitAsync(AvatarClient.Patience));
        }
    }

    private static Task At(Barrier together, Action act) => Task.Factory.StartNew(
        () =>
        {
            together.SignalAndWait();
            act();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
