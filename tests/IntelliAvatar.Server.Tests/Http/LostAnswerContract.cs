using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Jobs.Simulation;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Http;

/// <summary>A submission with a key makes one job under one id, whichever of its calls of the database breaks in whichever way.</summary>
public abstract class LostAnswerContract(QueueRoom room) : IAsyncLifetime
{
    private const int Forever = int.MaxValue;

    private static CancellationToken None => CancellationToken.None;

    private FaultyDatabase _faulty = null!;
    private Server _first = null!, _second = null!;

    public async Task InitializeAsync()
    {
        await room.OpenAsync();
        _faulty = new FaultyDatabase(room.Database);
        _first = new Server(_faulty, room);
        _second = new Server(room.Database, room);
    }

    public async Task DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        await room.DisposeAsync();
    }

    [Theory]
    [InlineData("Refused", 1)]
    [InlineData("RolledBack", 1)]
    [InlineData("Unheard", 1)]
    [InlineData("Unheard", 3)]
    public async Task The_next_ask_of_the_same_server_gets_the_one_job(string fault, int times) => await AskAfterEachFaultAsync(fault, times, _first);

    [Theory]
    [InlineData("Refused", 1)]
    [InlineData("Unheard", 1)]
    [InlineData("Refused", Forever)]
    [InlineData("Unheard", Forever)]
    public async Task The_next_ask_of_another_server_gets_the_one_job(string fault, int times) => await AskAfterEachFaultAsync(fault, times, _second);

    [Fact]
    public async Task A_submission_without_a_key_of_which_the_answer_was_lost_is_answered_all_the_same()
    {
        var files = new JobFiles(_faulty, room.Files);
        var queue = new JobQueue(_faulty, files, new QueueNotifier(_faulty), Options.Create(room.Limits));
        var job = new Job { JobId = room.NewId(), Kind = "test", UserId = "anita", Feature = "Test", Payload = "{}", InputVideo = "" };
        job = job with { InputVideo = StorageKeys.Video(job.JobId) };
        _faulty.Break(FaultyDatabase.Fault.Unheard, at: 0);

        await queue.SubmitAsync(job, new Dictionary<string, string> { [room.Temporary("video")] = job.InputVideo }, None);

        Assert.True(_faulty.HasBroken);
        Assert.Equal(job.JobId, Assert.Single(await room.Queue.ListAsync(None).ToListAsync()).JobId);
        Assert.Equal("video", room.Stored(job.InputVideo));
    }

    private async Task AskAfterEachFaultAsync(string fault, int times, Server next)
    {
        var at = 0;
        do
        {
            var user = $"user {at}";
            _faulty.Break(Enum.Parse<FaultyDatabase.Fault>(fault), at, times);
            var told = await _first.AskAsync(user);
            var looks = 0;
            var id = await Eventually.GetAsync(
                async () =>
                {
                    await (looks++ == 0 ? Task.CompletedTask : room.AdvanceAsync(IdempotencyKeys.Lease / 5));
                    return await next.AskAsync(user);
                },
                answer => answer is not null);

            Assert.True(told is null || told == id);
            Assert.True(looks < 15, $"After call {at} was {fault} the key was locked for {looks} looks.");
            Assert.Equal([id], (await room.Queue.ListAsync(None).ToListAsync()).Where(job => job.UserId == user).Select(job => job.JobId));
            at++;
        }
        while (_faulty.HasBroken);

        Assert.True(at > 5, $"Only {at} calls were tried.");
    }

    /// <summary>What a server does with a submission that has a key.</summary>
    private sealed class Server : IDisposable
    {
        private readonly Workspace _workspace;
        private readonly IdempotencyKeys _keys;
        private readonly JobQueue _queue;
        private readonly QueueRoom _room;

        public Server(Database database, QueueRoom room)
        {
            _room = room;
            _workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + room.Sandbox.Path("storage") }));
            _keys = new IdempotencyKeys(database, new Alive(), _workspace, room.Clock, NullLogger<IdempotencyKeys>.Instance);
            var files = new JobFiles(database, room.Files);
            _queue = new JobQueue(database, files, new QueueNotifier(database), Options.Create(room.Limits));
        }

        /// <returns>The id of the job; null: come again.</returns>
        public async Task<string?> AskAsync(string user)
        {
            try
            {
                switch (await _keys.BeginAsync(user, "key", "the same", Guid.CreateVersion7().ToString(), None))
                {
                    case IdempotencyKeys.Turn.Done done:
                        return done.Answer;
                    case IdempotencyKeys.Turn.Go go:
                        return await MakeAsync(user, go.ResourceId);
                    default:
                        return null;
                }
            }
            catch (SimulatedTrouble)
            {
                return null;
            }
        }

        public void Dispose()
        {
            _keys.Dispose();
            _workspace.Dispose();
        }

        private async Task<string> MakeAsync(string user, string id)
        {
            try
            {
                if (await _queue.FindAsync(id, None) is null)
                {
                    var job = new Job { JobId = id, Kind = "test", UserId = user, Feature = "Test", Payload = "{}", InputVideo = StorageKeys.Video(id) };
                    await _queue.SubmitAsync(job, new Dictionary<string, string> { [_room.Temporary("video")] = job.InputVideo }, None);
                }

                await _queue.FindAsync(id, None);
            }
            catch
            {
                await _keys.DropAsync(user, "key");
                throw;
            }

            await _keys.EndAsync(user, "key", 201, id, null);
            return id;
        }

        private sealed class Alive : ILiveness
        {
            public bool IsSeen => true;

            public Task<bool> IsAliveAsync(string process, CancellationToken cancel) => Task.FromResult(true);

            public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) => throw new NotSupportedException();
        }
    }
}

public sealed class SqliteLostAnswerTests() : LostAnswerContract(new SqliteRoom());

public sealed class PostgresLostAnswerTests() : LostAnswerContract(new PostgresRoom());
