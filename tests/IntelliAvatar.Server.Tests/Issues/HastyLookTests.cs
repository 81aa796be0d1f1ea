using IntelliAvatar.Server.Features.Planning;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A look at a video for which there was no time was remembered: the plan then said for ever that nothing spoke against it.</summary>
[Collection(ServerTests.Name)]
public sealed class HastyLookTests(SampleMedia media)
{
    private static readonly MaterialName Upload = new(Upload: "0193");

    [Fact]
    public async Task A_look_that_was_cut_short_is_taken_again()
    {
        using var sandbox = new Sandbox();
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + sandbox.Path("storage") }));
        using var scratch = workspace.NewScratch();
        using var hasty = new FaceCheck(Options.Create(new MediaLimits()), new NoTime());
        using var calm = new FaceCheck(Options.Create(new MediaLimits()), TimeProvider.System);
        using var known = new KnownVideos();

        known.Keep(Upload, new([], await hasty.RunAsync(media.Video, scratch, CancellationToken.None)));
        Assert.Null(known.Find(Upload));

        var whole = await calm.RunAsync(media.Video, scratch, CancellationToken.None);
        known.Keep(Upload, new([], whole));
        Assert.Same(whole, known.Find(Upload)!.Faces);
        Assert.True(whole.Seconds > 0);
    }

    /// <summary>Every deadline passes at once.</summary>
    private sealed class NoTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                callback(state);
            }

            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
