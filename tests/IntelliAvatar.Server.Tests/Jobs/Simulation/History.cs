using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>
/// One seed is one complete history of the real queue on a real database: people, workers, a rescuer, faults, kills, zombies and clocks that jump.
/// After the chaotic steps come calm ones, in which every job must end.
/// </summary>
internal sealed partial class History(QueueRoom room, int seed, Mutant? mutant)
{
    private const int Processes = 2, Places = 2, ChaoticSteps = 450, MostJobs = 14, CrowdJobs = 8, CrowdSteps = 200;

    private static readonly Dictionary<string, int> Servers = new() { ["http://a"] = 1, ["http://b"] = 1 };

    private readonly Random _random = new(seed);
    private readonly List<Actor> _actors = [];
    private readonly HashSet<string> _killed = [];
    private Oracle _oracle = null!;
    private LateStore? _store;
    private readonly HashSet<Actor> _resumed = [];
    private bool _chaos = true;
    private int _born, _crowd;

    /// <summary>Some histories begin with many who ask before any worker is there, so that jobs wait: first one user for several, then another.</summary>
    private bool _isCrowd = seed % 4 == 0;

    /// <summary>Milliseconds of a clock that never jumps.</summary>
    public long Monotonic { get; private set; }

    /// <summary>In some histories the database's clock jumps. No promise about time can hold then, all others must.</summary>
    public bool ClockJumps => seed % 4 == 3;

    /// <summary>After a jump back what was put off waits as long again, and hurry leaves more undone.</summary>
    private int CalmSteps => ClockJumps || HasHurry ? 16_000 : 4000;

    /// <summary>In some histories videos are stored as they were sent. Then fewer jobs wait for a model server.</summary>
    private bool HasConversions => seed % 2 == 1;

    /// <summary>In some histories model servers use one name for all results.</summary>
    private bool HasOneName => seed % 3 == 1;

    /// <summary>In some histories waiting jobs get other priorities. No promise about turns can be tested then.</summary>
    private bool HasReordering => seed % 4 == 2;

    /// <summary>In some histories much happens in little time, and clients do not wait for an answer before they ask again.</summary>
    private bool HasHurry => seed % 5 == 2;

    private IFileStore Files => _store ?? room.Files;

    /// <summary>What is stored under the key, or null.</summary>
    public string? Stored(string key) => _store is { } store ? store.Read(key) : room.Stored(key);

    public async Task<IEnumerable<string>> KeysAsync() => _store is { } store ? store.Keys : await room.KeysAsync();

    /// <summary>Outside of any synchronization context, so that what awaits goes on at once: the order of everything is the seed's.</summary>
    /// <returns>The first promise that was broken, or null.</returns>
    public Task<string?> RunAsync() => Task.Run(PlayAsync);

    private async Task<string?> PlayAsync()
    {
        await room.Database.WriteAsync(
            async writing => await writing.ExecuteAsync("DELETE FROM jobs; DELETE FROM job_attempts; DELETE FROM controls; DELETE FROM idempotency_keys"), CancellationToken.None);
        await room.LoseAsync(_ => true);
        _store = seed % 3 == 0 ? null : new LateStore(room.Files, _random, () => _chaos, () => Monotonic, mutant);
        _oracle = new Oracle(room, this, Servers);
        for (var process = 0; process < Processes; process++)
        {
            Born(ActorRole.Worker);
        }

        Born(ActorRole.Rescuer);
        for (var customer = 0; customer < (HasHurry ? 3 : 2); customer++)
        {
            Born(ActorRole.Customer);
        }

        try
        {
            for (var step = 0; step < ChaoticSteps; step += _isCrowd ? 0 : 1)
            {
                _isCrowd &= _oracle.Acknowledged.Count < CrowdJobs && _crowd++ < CrowdSteps;
                await StepAsync();
            }

            await CalmDownAsync();
            return null;
        }
        catch (BrokenPromiseException broken)
        {
            return broken.Message;
        }
        catch (Exception surprise) when (!IsTrouble(surprise) && !IsNonsense(surprise))
        {
            return $"surprise: {surprise.Message}"; // most often a constraint that had to stop it
        }
        finally
        {
            await EndAsync();
        }
    }

    private async Task EndAsync()
    {
        foreach (var actor in _actors)
        {
            await actor.KillAsync();
            actor.Server?.Dispose();
        }

        _actors.Clear();
    }

    /// <summary>What a client is told to come back for.</summary>
    private static bool IsTrouble(Exception surprise) => surprise is SimulatedTrouble or StorageAwayException;

    /// <summary>What a database says to a statement that it does not understand: then it is the test that is broken.</summary>
    private static bool IsNonsense(Exception surprise) =>
        surprise is PostgresException { SqlState: ['4', '2', ..] } or SqliteException { SqliteErrorCode: 1 };

    private async Task CalmDownAsync()
    {
        _chaos = false;
        _actors.ForEach(actor => actor.StoppedUntil = 0);
        for (var step = 0; step < CalmSteps; step++)
        {
            await StepAsync();
            if (step % 20 == 0 && _unsure.Count == 0 && await _oracle.HaveAllEndedAsync() && _actors.All(actor => actor.Claim is null))
            {
                await EndAsync(); // one of them may be in a sweep, and only one at a time is
                if (_store is { } store)
                {
                    store.CarryOutAll();
                    store.IsOver = true;
                }

                await QueueRoom.SweepOf(room.Database, Files, new JobFiles(room.Database, Files)).RunAsync(CancellationToken.None);
                await _oracle.AuditAsync();
                return;
            }
        }

        throw new BrokenPromiseException("a job never ends");
    }

    private async Task StepAsync()
    {
        var dice = _random.NextDouble();
        if (dice < (!_chaos ? 0.05 : HasHurry ? 0.02 : 0.10))
        {
            await AdvanceAsync(TimeSpan.FromSeconds((int[])[1, 5, 15, 30] is var spans ? spans[_random.Next(spans.Length)] : 0));
            return;
        }

        if (_chaos && dice < 0.25 && _actors.FirstOrDefault(actor => _oracle.AreSeveralAtRisk(actor.Owner)) is { } risky)
        {
            await DisturbAsync(risky, kind: 0); // rare enough
            return;
        }

        if (_chaos && dice < 0.13)
        {
            await DisturbAsync(_actors[_random.Next(_actors.Count)], _random.Next(10));
            return;
        }

        if (dice < 0.16 && _store is { } late)
        {
            late.CarryOutOne();
            await _oracle.LookAtFilesAsync();
            return;
        }

        var ready = _actors.Where(actor => actor.StoppedUntil <= Monotonic && (actor.Role == ActorRole.Customer || !_isCrowd)).ToList();
        if (ready.Count > 0)
        {
            var actor = ready[_random.Next(ready.Count)];
            await actor.StepAsync();
            await _oracle.LookAsync(actor);
        }
    }

    private async Task DisturbAsync(Actor chosen, int kind)
    {
        var process = _actors.Where(actor => actor.Owner == chosen.Owner).ToList();
        switch (kind)
        {
            case < 4:
                foreach (var actor in process)
                {
                    await actor.KillAsync();
                    actor.Server?.Dispose();
                    await _oracle.LookAsync(actor);
                    _actors.Remove(actor);
                    _oracle.Forget(actor);
                }

                _killed.Add(chosen.Owner);
                Born(chosen.Role);
                return;
            case < 8:
                // All of it, or only one of its places that the machine has no time for.
                var until = Monotonic + (1000 * ((int[])[50, 90, 200])[_random.Next(3)]);
                (_random.Next(3) == 0 ? [chosen] : process).ForEach(actor => actor.StoppedUntil = until);
                return;
            case 8 when ClockJumps:
                await room.AdvanceAsync(TimeSpan.FromMinutes(_random.Next(-30, 600)));
                return;
            default:
                await _oracle.LoseClaimAsync(_random);
                return;
        }
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        Monotonic += (long)by.TotalMilliseconds;
        await room.AdvanceAsync(by);
    }

    private void Born(ActorRole role)
    {
        var owner = $"{role}{_born++}";
        var clockError = _random.Next(-300, 300) * 1000L;
        for (var place = 0; place < (role == ActorRole.Worker ? Places : 1); place++)
        {
            Begin(new Actor(owner, role), clockError);
        }
    }

    private void Begin(Actor actor, long clockError)
    {
        var database = new ActorDatabase(room.Database, actor, _random, () => _chaos, LoseFilesAsync, mutant, clockError) { Installation = room.Database.Installation };
        var signal = new QueueNotifier(database);
        var files = new JobFiles(database, Files);
        var queue = new JobQueue(database, files, signal, Options.Create(room.Limits));
        switch (actor.Role)
        {
            case ActorRole.Worker:
                actor.Start(() => WorkAsync(actor, queue, files));
                break;
            case ActorRole.Rescuer:
                actor.Start(() => RescueAsync(actor, queue, QueueRoom.SweepOf(database, Files, files)));
                break;
            default:
                var beside = new BesideDatabase(room.Database, actor, _random, () => _chaos, LoseFilesAsync, mutant, clockError);
                var server = new Server(this, actor, beside, queue, new PauseStore(database, signal));
                actor.Server = server;
                actor.Start(() => ComeAndGoAsync(actor, server));
                break;
        }

        _actors.Add(actor);
    }

    private async Task LoseFilesAsync()
    {
        if (mutant is { LosesFiles: true })
        {
            await room.LoseAsync(StorageKeys.IsOutput);
            _store?.Lose(StorageKeys.IsOutput);
        }
    }
}

internal sealed class BrokenPromiseException(string promise) : Exception(promise);
