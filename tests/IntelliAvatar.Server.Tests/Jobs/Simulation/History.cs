using Dapper;
using IntelliAvatar.Server.Jobs;
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
    private const int Processes = 2, Places = 2, ChaoticSteps = 350, CalmSteps = 4000, MostJobs = 12;

    private static readonly Dictionary<string, int> Servers = new() { ["http://a"] = 1, ["http://b"] = 1 };

    private readonly Random _random = new(seed);
    private readonly List<Actor> _actors = [];
    private readonly HashSet<string> _killed = [];
    private Oracle _oracle = null!;
    private bool _chaos = true, _resumed;
    private int _submitted, _born;

    /// <summary>Milliseconds of a clock that never jumps.</summary>
    public long Monotonic { get; private set; }

    /// <summary>In some histories the database's clock jumps. No promise about time can hold then, all others must.</summary>
    public bool ClockJumps => seed % 4 == 3;

    /// <returns>The first promise that was broken, or null.</returns>
    public async Task<string?> RunAsync()
    {
        await room.Database.WriteAsync(
            async writing => await writing.ExecuteAsync("DELETE FROM jobs; DELETE FROM job_attempts; DELETE FROM controls"), CancellationToken.None);
        await room.LoseAsync(_ => true);
        _oracle = new Oracle(room, this, Servers);
        for (var process = 0; process < Processes; process++)
        {
            Born(ActorRole.Worker);
        }

        Born(ActorRole.Rescuer);
        Born(ActorRole.Customer);
        try
        {
            for (var step = 0; step < ChaoticSteps; step++)
            {
                await StepAsync();
            }

            await CalmDownAsync();
            return null;
        }
        catch (BrokenPromiseException broken)
        {
            return broken.Message;
        }
        catch (Exception surprise) when (surprise is not SimulatedTrouble && !IsNonsense(surprise))
        {
            return $"surprise: {surprise.Message}"; // most often a constraint that had to stop it
        }
        finally
        {
            foreach (var actor in _actors)
            {
                await actor.KillAsync();
            }
        }
    }

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
            if (step % 20 == 0 && await _oracle.HaveAllEndedAsync() && _actors.All(actor => actor.Claim is null))
            {
                await room.Sweep.RunAsync(CancellationToken.None);
                await _oracle.AuditAsync();
                return;
            }
        }

        throw new BrokenPromiseException("a job never ends");
    }

    private async Task StepAsync()
    {
        var dice = _random.NextDouble();
        if (dice < 0.10)
        {
            await AdvanceAsync(TimeSpan.FromSeconds((int[])[1, 5, 15, 30] is var spans ? spans[_random.Next(spans.Length)] : 0));
            return;
        }

        if (_chaos && dice < 0.13)
        {
            await DisturbAsync(_actors[_random.Next(_actors.Count)]);
            return;
        }

        var ready = _actors.Where(actor => actor.StoppedUntil <= Monotonic).ToList();
        if (ready.Count > 0)
        {
            var actor = ready[_random.Next(ready.Count)];
            await actor.StepAsync();
            await _oracle.LookAsync(actor);
        }
    }

    private async Task DisturbAsync(Actor chosen)
    {
        var process = _actors.Where(actor => actor.Owner == chosen.Owner).ToList();
        switch (_random.Next(10))
        {
            case < 4:
                foreach (var actor in process)
                {
                    await actor.KillAsync();
                    await _oracle.LookAsync(actor);
                    _actors.Remove(actor);
                    _oracle.Forget(actor);
                }

                _killed.Add(chosen.Owner);
                Born(chosen.Role);
                return;
            case < 8:
                // All of it, or only one of its places that the machine has no time for.
                var until = Monotonic + (1000 * ((int[])[30, 90, 200])[_random.Next(3)]);
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
        var database = new ActorDatabase(room.Database, actor, _random, () => _chaos, LoseFilesAsync, mutant, clockError);
        var signal = new JobSignal(database);
        var files = new JobFiles(database, room.Files);
        var queue = new JobQueue(database, files, signal, Options.Create(room.Limits));
        actor.Start(actor.Role switch
        {
            ActorRole.Worker => () => WorkAsync(actor, queue),
            ActorRole.Rescuer => () => RescueAsync(actor, queue, room.SweepOf(database, files)),
            _ => () => ComeAndGoAsync(actor, queue, new JobControls(database, signal)),
        });
        _actors.Add(actor);
    }

    private async Task LoseFilesAsync()
    {
        if (mutant is { LosesFiles: true })
        {
            await room.LoseAsync(StorageKeys.IsOutput);
        }
    }
}

internal sealed class BrokenPromiseException(string promise) : Exception(promise);
