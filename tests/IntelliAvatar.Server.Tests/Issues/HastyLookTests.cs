using IntelliAvatar.Server.Features.Planning;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A look at a video for which there was no time was remembered: the plan then said for ever that nothing spoke against it.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class HastyLookTests(SampleMedia media)
{
    private static readonly MaterialName Upload = new(Upload: "0193");

    [Fact]
    public async Task A_look_that_was_cut_short_is_taken_again()
    {
        using var sandbox = new Sandbox();
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + sandbox.Path("storage") }));
        using var scratch = workspace.NewScratch();
        var hasty = new FaceCheck(Options.Create(new MediaLimits()), new NoTime());
        var calm = new FaceCheck(Options.Create(new MediaLimits()), TimeProvider.System);
        using var known = new VideoCheckCache();

        known.Keep(Upload, new([], await hasty.RunAsync(media.Video, "anita", scratch, CancellationToken.None)));
        Assert.Null(known.Find(Upload));

        var whole = await calm.RunAsync(media.Video, "anita", scratch, CancellationToken.None);
        known.Keep(Upload, new([], whole));
        Assert.Same(whole, known.Find(Upload)!.Faces);
        Assert.True(whole.Seconds > 0);
    }

    [Fact]
    public async Task Many_plans_of_one_user_let_another_in_between()
    {
        using var sandbox = new Sandbox();
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + sandbox.Path("storage") }));
        var faces = new FaceCheck(Options.Create(new MediaLimits()), TimeProvider.System);
        var looks = new List<string>();
        Task[] all = [.. Enumerable.Range(0, 12).Select(_ => LookAsync("mallory")), LookAsync("good")];

        await Task.WhenAll(all).WaitAsync(AvatarClient.Patience);

        Assert.InRange(looks.IndexOf("good"), 0, 2 * Environment.ProcessorCount);

        async Task LookAsync(string user)
        {
            using var own = workspace.NewScratch();
            await faces.RunAsync(media.Video, user, own, CancellationToken.None);
            lock (looks)
            {
                looks.Add(user);
            }
        }
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
