using System.Text.Json;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>What people ask for, and what a server does with it.</summary>
internal sealed partial class History
{
    private static readonly TimeSpan LongConversion = TimeSpan.FromSeconds(20);

    /// <summary>The requests that were not answered yet: each is sent again with its key until it is.</summary>
    private readonly List<Request> _unsure = [];

    private int _requests;

    private sealed record Request(string Key, string UserId, int Priority, bool IsUnconverted);

    private async Task ComeAndGoAsync(Actor me, Server server)
    {
        while (true)
        {
            await me.PauseAsync();
            var calm = !_chaos;
            try
            {
                switch (_isCrowd || (_chaos && HasHurry && _random.Next(2) == 0) ? 0 : _chaos ? _random.Next(20) : _resumed.Contains(me) ? 19 : 20)
                {
                    case < 8 or 17 or 18 when _unsure.Count > 0 && _random.Next(2) == 0:
                        await AskAsync(server, _unsure[HasHurry ? 0 : _random.Next(_unsure.Count)]);
                        break;
                    case < 8 or 17 or 18 when _requests < MostJobs:
                        await AskAsync(server, NewRequest());
                        break;
                    case < 10 when _oracle.Known.Count > 0:
                        var running = _random.Next(2) == 0 ? _oracle.Running : [];
                        var choice = running.Count > 0 ? running : _oracle.Known;
                        await server.Queue.CancelAsync(choice.ElementAt(_random.Next(choice.Count)), None);
                        break;
                    case 10:
                        await server.Controls.PauseAsync(_random.Next(2) == 0 ? PauseStore.Queue : PauseStore.ModelServer("http://a"), "test", None);
                        break;
                    case 13 when _oracle.Acknowledged.Count > 0:
                        await server.Queue.DeleteAsync(_oracle.Acknowledged.ElementAt(_random.Next(_oracle.Acknowledged.Count)), None);
                        break;
                    case 14 when HasReordering && _oracle.Known.Count > 0:
                        await server.Queue.PrioritiseAsync(_oracle.Known.ElementAt(_random.Next(_oracle.Known.Count)), _random.Next(-1, 3), None);
                        break;
                    case 15 or 16:
                        await server.CatchUpAsync(Monotonic);
                        break;
                    case 19 when calm:
                        await server.CatchUpAsync(Monotonic);
                        await (_unsure.Count > 0 ? AskAsync(server, _unsure[0]) : Task.CompletedTask);
                        break;
                    case 11 or 12 or 20:
                        await server.Controls.ResumeAsync(PauseStore.Queue, None);
                        await server.Controls.ResumeAsync(PauseStore.ModelServer("http://a"), None);
                        _ = calm && _resumed.Add(me);
                        break;
                }
            }
            catch (Exception trouble) when (IsTrouble(trouble))
            {
                // Nothing was promised.
            }
        }
    }

    private Request NewRequest()
    {
        var isModest = _isCrowd ? _requests >= CrowdJobs - 2 : _random.Next(5) == 0;
        var request = new Request(
            $"key {_requests++}", isModest ? "modest" : "busy", _random.Next(8) == 0 ? 1 : 0, IsUnconverted: HasConversions && _random.Next(3) == 0);
        _unsure.Add(request);
        return request;
    }

    private async Task AskAsync(Server server, Request request)
    {
        if (await server.AnswerAsync(request) is { } id && _unsure.Remove(request))
        {
            _oracle.Acknowledge(request.Key, id);
        }
    }

    private string Temporary(string content) => room.Temporary(content);

    private string NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x70); // version 7
        return IssuedId.Of(room.Database.Installation, new Guid(bytes));
    }

    /// <summary>A server's process: what it does with a request that has a key.</summary>
    private sealed class Server : IDisposable
    {
        private readonly History _history;
        private readonly Actor _me;
        private readonly BesideDatabase _database;
        private readonly ManualClock _clock = new();
        private readonly IdempotencyKeys _keys;
        private long _now;

        public Server(History history, Actor me, BesideDatabase database, JobQueue queue, PauseStore controls)
        {
            (_history, _me, _database, _now, Queue, Controls) = (history, me, database, history.Monotonic, queue, controls);
            _keys = new IdempotencyKeys(database, new Seen(history, me), me.Owner, _clock, NullLogger<IdempotencyKeys>.Instance);
        }

        public JobQueue Queue { get; }

        public PauseStore Controls { get; }

        /// <summary>What the process does at its times, it does now.</summary>
        public async Task CatchUpAsync(long now)
        {
            await _me.PauseAsync();
            _clock.Advance(TimeSpan.FromMilliseconds(now - _now));
            _now = now;
            await _database.DoneBesideAsync();
        }

        /// <returns>The id of the job; null: come again.</returns>
        public async Task<string?> AnswerAsync(Request request)
        {
            switch (await _database.AskAsync(() => _keys.BeginAsync(request.UserId, request.Key, request.ToString(), _history.NewId(), None)))
            {
                case IdempotencyKeys.Turn.Done done:
                    return done.Answer;
                case IdempotencyKeys.Turn.Go go:
                    return await MakeAsync(request, go.ResourceId);
                case IdempotencyKeys.Turn.Another:
                    throw new BrokenPromiseException("a key is another request's");
                default:
                    return null;
            }
        }

        public void Dispose() => _keys.Dispose();

        private async Task<string?> MakeAsync(Request request, string id)
        {
            try
            {
                await CatchUpAsync(_history.Monotonic);
                if (await Queue.FindAsync(id, None) is null)
                {
                    if (_history._random.Next(10) == 0)
                    {
                        await SettleAsync(() => _keys.FreeAsync(request.UserId, request.Key)); // refused
                        return null;
                    }

                    await Queue.SubmitAsync(JobOf(request, id), FilesOf(request, id), None);
                }

                await CatchUpAsync(_history.Monotonic);
            }
            catch (Exception trouble) when (IsTrouble(trouble))
            {
                await SettleAsync(() => _keys.DropAsync(request.UserId, request.Key));
                throw;
            }

            await SettleAsync(() => _keys.EndAsync(request.UserId, request.Key, 201, id, null));
            return id;
        }

        private Task SettleAsync(Func<Task> settle) => _database.AskAsync(async () =>
        {
            await settle();
            return true;
        });

        private static Job JobOf(Request request, string id) => new()
        {
            JobId = id,
            Kind = "test",
            UserId = request.UserId,
            Feature = "Test",
            Payload = JsonSerializer.Serialize(request.Key),
            InputVideo = request.IsUnconverted ? StorageKeys.SentVideo(id) : StorageKeys.Video(id),
            InputAudio = StorageKeys.Audio(id),
            ConversionSeconds = request.IsUnconverted ? LongConversion.TotalSeconds : null,
            Priority = request.Priority,
        };

        private Dictionary<string, string> FilesOf(Request request, string id) => new()
        {
            [_history.Temporary(request.IsUnconverted ? "sent" : "video")] = request.IsUnconverted ? StorageKeys.SentVideo(id) : StorageKeys.Video(id),
            [_history.Temporary("audio")] = StorageKeys.Audio(id),
        };
    }

    /// <summary>A process that lives is not seen at times.</summary>
    private sealed class Seen(History history, Actor by) : ILiveness
    {
        public bool IsSeen => true;

        public Task<bool> IsAliveAsync(string process, CancellationToken cancel)
        {
            var isSeen = !history._killed.Contains(process) && history._random.Next(10) > 0;
            by.Absent = isSeen ? [] : [process];
            return Task.FromResult(isSeen);
        }

        public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyCollection<string>>([]);
    }
}
