using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.ModelServers;

public sealed class ModelServerPoolTests
{
    private const string A = "http://a:1";
    private const string B = "http://b:2";
    private static readonly RenderOutcome Fine = new RenderOutcome.Rendered();
    private static readonly RenderOutcome Faulty = new RenderOutcome.Failed("model_server_error", "Broken.", MayPass: true) { Health = ServerHealth.Faulty };
    private static readonly RenderOutcome Down = new RenderOutcome.Busy("model_server_unhealthy", "Ill.", TimeSpan.Zero) { Health = ServerHealth.Down };
    private static readonly RenderOutcome Wrong = new RenderOutcome.Misconfigured("model_server_unauthorized", "No.") { Health = ServerHealth.Misconfigured };

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_least_loaded_server_is_chosen()
    {
        var pool = Pool((A, 4), (B, 2));
        var chosen = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            chosen.Add((await TakeAsync(pool)).Server.Name);
        }

        Assert.Equal((4, 2), (chosen.Count(A.Equals), chosen.Count(B.Equals)));
        Assert.Equal([A, B], chosen[..2].Order());
        Assert.Equal(6, pool.Slots);
    }

    [Fact]
    public async Task Who_finds_every_slot_taken_waits_for_the_next_free_one()
    {
        var pool = Pool((A, 1));
        var first = await TakeAsync(pool);
        var second = TakeAsync(pool);
        Assert.False(second.IsCompleted);

        first.Dispose();

        Assert.Equal(A, (await second).Server.Name);
    }

    [Fact]
    public async Task A_slot_given_back_twice_is_given_back_once()
    {
        var pool = Pool((A, 1));
        var slot = await TakeAsync(pool);
        slot.Dispose();
        slot.Dispose();

        Assert.Equal(0, pool.Status().Single().Busy);
    }

    [Fact]
    public async Task Who_waits_may_give_up()
    {
        var pool = Pool((A, 1));
        using var slot = await TakeAsync(pool);
        using var cancel = new CancellationTokenSource();
        var waiting = pool.AcquireAsync(null, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_server_that_failed_a_job_last_is_avoided_while_another_is_well()
    {
        var pool = Pool((A, 2), (B, 1));
        using var onB = await pool.AcquireAsync(A, default);
        Assert.Equal(B, onB.Server.Name);

        var waiting = pool.AcquireAsync(A + "/", default);
        Assert.False(waiting.IsCompleted);

        onB.Report(Down);
        onB.Dispose();

        Assert.Equal(A, (await waiting).Server.Name);
    }

    [Fact]
    public async Task The_only_server_is_not_avoided()
    {
        Assert.Equal(A, (await Pool((A, 1)).AcquireAsync(A, default)).Server.Name);
    }

    [Fact]
    public async Task Three_faults_in_a_row_take_a_server_out_for_half_a_minute()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Faulty, Faulty, Fine, Faulty, Faulty);
        Assert.True(pool.Status().Single().InRotation);

        await RunAsync(pool, Faulty);

        Assert.Equal((false, "Broken."), (pool.Status().Single().InRotation, pool.Status().Single().Trouble));
        await AssertComesBackAfter(pool, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_failed_health_check_takes_a_server_out_at_once()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Down);
        await AssertComesBackAfter(pool, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_server_that_will_not_serve_us_is_out_for_the_longest_time()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Wrong);
        await AssertComesBackAfter(pool, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Each_failed_trial_doubles_the_pause_to_five_minutes_and_a_good_one_ends_it()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Down);
        foreach (var seconds in (int[])[10, 20, 40, 80, 160, 300, 300])
        {
            var trial = await AssertComesBackAfter(pool, TimeSpan.FromSeconds(seconds));
            trial.Report(Faulty);
            trial.Dispose();
        }

        var good = await AssertComesBackAfter(pool, TimeSpan.FromMinutes(5));
        good.Report(Fine);
        good.Dispose();

        await RunAsync(pool, Faulty, Faulty);
        Assert.True(pool.Status().Single().InRotation);
    }

    [Fact]
    public async Task A_half_open_server_gets_one_job_however_many_slots_it_has()
    {
        var pool = Pool((A, 3));
        await RunAsync(pool, Down);
        var trial = await AssertComesBackAfter(pool, TimeSpan.FromSeconds(10));
        var second = TakeAsync(pool);
        Assert.False(second.IsCompleted);

        trial.Report(Fine);
        trial.Dispose();

        Assert.Equal(A, (await second).Server.Name);
    }

    [Fact]
    public async Task A_trial_that_ends_without_an_answer_leaves_room_for_the_next()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Down);
        (await AssertComesBackAfter(pool, TimeSpan.FromSeconds(10))).Dispose();

        Assert.Equal(A, (await TakeAsync(pool)).Server.Name);
        Assert.False(pool.Status().Single().InRotation);
    }

    [Fact]
    public async Task A_well_server_is_preferred_to_one_on_trial()
    {
        var pool = Pool((A, 1), (B, 2));
        using (var slot = await pool.AcquireAsync(B, default))
        {
            slot.Report(Down);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([B, B, A], [(await TakeAsync(pool)).Server.Name, (await TakeAsync(pool)).Server.Name, (await TakeAsync(pool)).Server.Name]);
    }

    [Fact]
    public async Task The_embedded_engine_counts_as_a_slot_and_is_waited_for()
    {
        var pool = Pool();
        Assert.Equal((true, 1), (pool.IsEmbedded, pool.Slots));
        var waiting = TakeAsync(pool);
        Assert.False(waiting.IsCompleted);

        var engine = new ModelServer(new Uri(A), new Uri(A), 1, default);
        pool.Place(engine);
        (await waiting).Dispose();
        pool.Remove(engine);

        Assert.False(TakeAsync(pool).IsCompleted);
    }

    [Theory]
    [InlineData(null, null, "gateway", 1, "ModelServers:0:Url is missing.")]
    [InlineData("gpu:7001", null, "gateway", 1, "ModelServers:0:Url must look like http://host:port, but is 'gpu:7001'.")]
    [InlineData("http://user:secret@gpu", null, "gateway", 1, "ModelServers:0:Url must look like http://host:port, but is 'http://***@gpu'.")]
    [InlineData("http://gpu", "/files", "gateway", 1, "ModelServers:0:FileUrl must look like http://host:port, but is '/files'.")]
    [InlineData("http://gpu", null, "duix", 1, "ModelServers:0:Protocol is 'duix', but only 'gateway' is spoken.")]
    [InlineData("http://gpu", null, "gateway", 0, "ModelServers:0:Slots must be 1 to 64, but is 0.")]
    [InlineData("http://gpu/prefix", "https://files", "gateway", 4, null)]
    public void A_wrong_setting_stops_the_start_with_one_sentence(string? url, string? fileUrl, string protocol, int slots, string? sentence)
    {
        var options = new ModelServersOptions();
        options.Servers.Add(new() { Url = url, FileUrl = fileUrl, Protocol = protocol, Slots = slots });

        Assert.Equal(sentence, new ValidateModelServers().Validate(null, options).FailureMessage);
    }

    [Fact]
    public void A_server_named_twice_stops_the_start()
    {
        var options = new ModelServersOptions();
        options.Servers.Add(new() { Url = "http://gpu:1/" });
        options.Servers.Add(new() { Url = "http://GPU:1" });

        Assert.Equal("ModelServers names http://gpu:1 twice; give it Slots: 2 instead.", new ValidateModelServers().Validate(null, options).FailureMessage);
    }

    private ModelServerPool Pool(params (string Url, int Slots)[] servers)
    {
        var options = new ModelServersOptions();
        foreach (var (url, slots) in servers)
        {
            options.Servers.Add(new() { Url = url, Slots = slots });
        }

        return new ModelServerPool(Options.Create(options), _clock);
    }

    [Fact]
    public async Task A_server_whose_places_other_processes_have_is_left_alone_for_a_moment()
    {
        var pool = Pool((A, 1), (B, 1));
        var full = new HashSet<string> { A };
        Task<bool> ReserveAsync(ModelServer server, CancellationToken cancel) => Task.FromResult(!full.Contains(server.Name));

        using (var other = await pool.AcquireAsync(null, default, ReserveAsync, TimeSpan.FromSeconds(20), default))
        {
            Assert.Equal(B, other!.Server.Name);
            var waiting = pool.AcquireAsync(null, default, ReserveAsync, TimeSpan.FromSeconds(20), default);
            Assert.False(waiting.IsCompleted);
            full.Clear();
            _clock.Advance(TimeSpan.FromSeconds(1));
            using var slot = await waiting;
            Assert.Equal(A, slot!.Server.Name);
        }

        full.UnionWith([A, B]);
        var inVain = pool.AcquireAsync(null, default, ReserveAsync, TimeSpan.FromSeconds(20), default);
        for (var second = 0; second <= 20; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(await inVain);
    }

    [Fact]
    public async Task A_server_that_has_rendered_takes_the_next_job_before_the_first_ones_end_tells_how_it_is()
    {
        var pool = Pool((A, 1));
        using var fetching = await TakeAsync(pool);
        var next = TakeAsync(pool);

        fetching.Free();
        fetching.Free();

        using (await next)
        {
            fetching.Report(Down);
            fetching.Dispose();
            Assert.Equal((1, false), (pool.Busy, pool.Status().Single().InRotation));
        }

        Assert.Equal(0, pool.Busy);
    }

    [Fact]
    public async Task A_half_open_server_gets_no_second_job_while_the_first_ones_result_is_fetched()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Down);
        var trial = await AssertComesBackAfter(pool, TimeSpan.FromSeconds(10));
        trial.Free();
        var second = TakeAsync(pool);
        Assert.False(second.IsCompleted);

        trial.Report(Fine);
        trial.Dispose();

        Assert.Equal(A, (await second).Server.Name);
    }

    [Fact]
    public async Task Who_waits_goes_in_the_order_of_turns_and_then_of_coming()
    {
        var pool = Pool((A, 1));
        var slot = await TakeAsync(pool);
        var went = new List<string>();
        async Task GoAsync(string name, long rank, long turn)
        {
            using var mine = await pool.AcquireAsync(null, (rank, turn), null, TimeSpan.FromHours(1), default);
            went.Add(name);
        }

        Task[] all = [GoAsync("later", 0, 7), GoAsync("first of two", 0, 5), GoAsync("second of two", 0, 5), GoAsync("urgent", -1, 9)];
        slot.Dispose();
        await Task.WhenAll(all);

        Assert.Equal(["urgent", "first of two", "second of two", "later"], went);
    }

    [Fact]
    public async Task No_more_jobs_are_rendered_at_once_than_was_said()
    {
        var pool = Pool((A, 4), (B, 4));
        pool.AtOnce = 2;
        var (first, second, third) = (await TakeAsync(pool), await TakeAsync(pool), TakeAsync(pool));
        Assert.False(third.IsCompleted);

        first.Dispose();

        (await third).Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Who_stands_behind_a_job_of_ours_waits_as_long_as_that_takes()
    {
        var pool = Pool((A, 1));
        var slot = await TakeAsync(pool);
        var waiting = pool.AcquireAsync(null, default, null, TimeSpan.FromSeconds(20), default);
        for (var minute = 0; minute < 30; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False(waiting.IsCompleted);
        slot.Dispose();

        Assert.Equal(A, (await waiting)!.Server.Name);
    }

    [Fact]
    public async Task A_closed_pool_sends_away_who_waits_and_who_comes_and_lets_end_what_runs()
    {
        var pool = Pool((A, 1));
        var slot = await TakeAsync(pool);
        var waiting = pool.AcquireAsync(null, default, null, TimeSpan.FromSeconds(20), default);

        pool.Close();

        Assert.Null(await waiting);
        slot.Report(Fine);
        slot.Dispose();
        Assert.Null(await pool.AcquireAsync(null, default, null, TimeSpan.FromSeconds(20), default));
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_slot_gets_none()
    {
        var pool = Pool((A, 1));
        await RunAsync(pool, Wrong);

        var waiting = pool.AcquireAsync(null, default, null, TimeSpan.FromSeconds(20), default);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await waiting);
    }

    private static Task<ModelServerPool.Slot> TakeAsync(ModelServerPool pool) => pool.AcquireAsync(null, default);

    private static async Task RunAsync(ModelServerPool pool, params RenderOutcome[] ends)
    {
        foreach (var end in ends)
        {
            using var slot = await TakeAsync(pool);
            slot.Report(end);
        }
    }

    private async Task<ModelServerPool.Slot> AssertComesBackAfter(ModelServerPool pool, TimeSpan pause)
    {
        var waiting = TakeAsync(pool);
        _clock.Advance(pause - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        return await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
