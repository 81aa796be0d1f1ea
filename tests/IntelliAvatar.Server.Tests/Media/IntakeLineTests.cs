using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Media;

public sealed class IntakeLineTests
{
    private static readonly MediaCost Small = new(TimeSpan.FromSeconds(0.5), IsLarge: false);
    private static readonly MediaCost Long = new(TimeSpan.FromSeconds(60), IsLarge: false);
    private static readonly MediaCost Large = new(TimeSpan.FromSeconds(1), IsLarge: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_small_file_of_another_user_never_waits_for_long_ones(int processors)
    {
        var line = new IntakeLine(processors, _clock);
        foreach (var user in Enumerable.Range(0, 8))
        {
            _ = Enter(line, $"mallory-{user}", Long);
        }

        Assert.NotNull(await Enter(line, "good", Small));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    public void One_user_has_all_slots_but_one_at_most(int processors, int expected)
    {
        var line = new IntakeLine(processors, _clock);
        var turns = Enumerable.Range(0, 10).Select(_ => Enter(line, "mallory", Small)).ToList();
        Assert.Equal(expected, turns.Count(turn => turn.IsCompleted));
        Assert.True(Enter(line, "good", Small).IsCompleted);
    }

    [Fact]
    public async Task Large_pictures_are_converted_one_at_a_time()
    {
        var line = new IntakeLine(8, _clock);
        var first = await Enter(line, "a", Large);
        var second = Enter(line, "b", Large);
        Assert.False(second.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task The_cheapest_of_those_who_wait_comes_first()
    {
        var line = new IntakeLine(2, _clock);
        var (one, two) = (await Enter(line, "a", Small), await Enter(line, "b", Small));
        var dear = Enter(line, "c", Long with { Cpu = TimeSpan.FromSeconds(9) });
        var cheap = Enter(line, "d", Small);
        one!.Dispose();
        Assert.NotNull(await cheap);
        Assert.False(dear.IsCompleted);
        two!.Dispose();
        Assert.NotNull(await dear);
    }

    [Fact]
    public async Task Users_take_turns_however_many_files_one_has_waiting()
    {
        var line = new IntakeLine(2, _clock);
        _ = await Enter(line, "other", Long);
        var mallory = Enumerable.Range(0, 50).Select(_ => Enter(line, "mallory", Small)).ToList();
        var good = Enter(line, "good", Small);
        Assert.False(good.IsCompleted);

        (await mallory[0])!.Dispose();

        (await good)!.Dispose();
        (await mallory[1])!.Dispose();
        var again = Enter(line, "good", Small);
        (await mallory[2])!.Dispose();
        Assert.NotNull(await again);
    }

    [Fact]
    public async Task Nobody_is_sent_away_for_the_many_files_of_another()
    {
        var line = new IntakeLine(2, _clock);
        _ = await Enter(line, "other", Long);
        var second = Small with { Cpu = TimeSpan.FromSeconds(1.5) };
        var mallory = Enumerable.Range(0, 300).Select(_ => Enter(line, "mallory", second)).ToList();
        Assert.True(mallory.Count(turn => turn.IsCompleted) > 1);

        var good = Enter(line, "good", second);

        Assert.False(good.IsCompleted);
        (await mallory[0])!.Dispose();
        Assert.NotNull(await good);
    }

    [Fact]
    public async Task One_user_has_half_of_the_places_to_wait_at_most()
    {
        var line = new IntakeLine(2, _clock);
        _ = await Enter(line, "other", Long);
        var tiny = Small with { Cpu = TimeSpan.FromMilliseconds(1) };
        var mallory = Enumerable.Range(0, 300).Select(_ => Enter(line, "mallory", tiny)).ToList();
        var good = Enter(line, "good", tiny);

        Assert.Equal(100, mallory.Count(turn => !turn.IsCompleted));
        (await mallory[0])!.Dispose();
        Assert.NotNull(await good);
    }

    [Fact]
    public async Task Who_waited_long_enough_is_sent_away_and_leaves_no_trace()
    {
        var line = new IntakeLine(2, _clock);
        var first = await Enter(line, "a", Long);
        var second = Enter(line, "b", Long);
        _clock.Advance(Patience);
        Assert.Null(await second);
        first!.Dispose();
        Assert.NotNull(await Enter(line, "c", Long));
    }

    [Fact]
    public async Task Who_would_wait_for_too_long_is_sent_away_at_once()
    {
        var line = new IntakeLine(2, _clock);
        _ = Enter(line, "a", Long);
        _ = Enter(line, "b", Long);
        _ = line.EnterAsync("c", Long, Timeout.InfiniteTimeSpan, default);
        Assert.Null(await Enter(line, "d", Long));
        Assert.NotNull(await Enter(line, "e", Small));
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_gives_the_place_away()
    {
        var line = new IntakeLine(2, _clock);
        var first = await Enter(line, "a", Long);
        using var hangUp = new CancellationTokenSource();
        var second = line.EnterAsync("b", Long, Patience, hangUp.Token);
        var third = line.EnterAsync("c", Long with { Cpu = TimeSpan.FromSeconds(61) }, Timeout.InfiniteTimeSpan, default);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first!.Dispose();
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task Work_in_the_background_waits_for_as_long_as_it_takes()
    {
        var line = new IntakeLine(2, _clock);
        var first = await Enter(line, "a", Long);
        var job = line.EnterAsync("b", Long, Timeout.InfiniteTimeSpan, default);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(job.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await job);
    }

    /// <summary>The line's own clock stands: a test that waits in vain is to fail.</summary>
    private Task<IDisposable?> Enter(IntakeLine line, string user, MediaCost cost) => line.EnterAsync(user, cost, Patience, default).WaitAsync(AvatarClient.Patience);
}
