using System.Security.Cryptography;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;

namespace IntelliAvatar.Server.Tests.Assets;

/// <summary>What an upload promises, on every database.</summary>
public abstract class UploadsContract(QueueRoom room) : IAsyncLifetime
{
    private static readonly UploadOptions Options = new() { Life = TimeSpan.FromHours(1), MaxUnfinishedPerUser = 3, MaxUnfinished = 5, MaxUnfinishedBytes = 100_000 };

    private static CancellationToken None => CancellationToken.None;

    private Uploads Uploads => Of(room.Database);

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task What_comes_in_pieces_is_put_together_as_it_was()
    {
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var upload = await CreateAsync(bytes.Length);
        for (var at = 0; at < bytes.Length;)
        {
            var piece = bytes[at..Math.Min(bytes.Length, at + Random.Shared.Next(1, 20_000))];
            upload = (await AppendAsync(upload.UploadId, at, piece))!;
            at += piece.Length;
            Assert.Equal(at, upload.Received);
        }

        Assert.True(upload.IsWhole);
        Assert.Equal(bytes, await AssembleAsync(upload));
        Assert.Equal(bytes, await AssembleAsync(upload)); // as often as one likes
    }

    [Fact]
    public async Task Of_many_who_write_at_one_place_one_goes_on_and_the_others_leave_nothing()
    {
        var upload = await CreateAsync(1000);
        var others = new List<Uploads> { Uploads };
        for (var i = 0; i < 3; i++)
        {
            others.Add(Of((await room.AnotherAsync()).Database));
        }

        var pieces = Enumerable.Range(1, 20).Select(i => Enumerable.Repeat((byte)i, i).ToArray()).ToList();
        var kept = await Task.WhenAll(pieces.Select((piece, i) => others[i % others.Count].AppendAsync(upload.UploadId, 0, Temporary(piece), None)));

        var winner = Assert.Single(kept, after => after is not null)!;
        Assert.Equal(pieces[Array.IndexOf(kept, winner)].Length, winner.Received);
        Assert.Single(await room.KeysAsync());
    }

    [Theory]
    [InlineData(1, 1)] // a hole
    [InlineData(0, 11)] // too much
    public async Task What_does_not_fit_is_not_kept(long at, int bytes)
    {
        var upload = await CreateAsync(10);

        Assert.Null(await AppendAsync(upload.UploadId, at, new byte[bytes]));

        Assert.Equal(0, (await Uploads.FindAsync(upload.UploadId, None))!.Received);
        Assert.Empty(await room.KeysAsync());
    }

    [Fact]
    public async Task A_deleted_upload_leaves_no_file()
    {
        var upload = await CreateAsync(10);
        await AppendAsync(upload.UploadId, 0, new byte[4]);

        Assert.True(await Uploads.DeleteAsync(upload.UploadId, None));

        Assert.False(await Uploads.DeleteAsync(upload.UploadId, None));
        Assert.Null(await Uploads.FindAsync(upload.UploadId, None));
        Assert.Null(await AppendAsync(upload.UploadId, 4, new byte[4]));
        Assert.Empty(await room.KeysAsync());
    }

    [Fact]
    public async Task An_abandoned_upload_goes_when_its_time_is_over_and_one_that_goes_on_stays()
    {
        var (abandoned, alive) = (await CreateAsync(10), await CreateAsync(10));
        await AppendAsync(abandoned.UploadId, 0, new byte[4]);
        await AppendAsync(alive.UploadId, 0, new byte[4]);

        await room.AdvanceAsync(Options.Life * 0.6);
        await AppendAsync(alive.UploadId, 4, new byte[2]);
        await room.AdvanceAsync(Options.Life * 0.6);
        Assert.Null(await Uploads.FindAsync(abandoned.UploadId, None)); // also before the sweep has come
        await SweepAsync();

        Assert.Equal(6, (await Uploads.FindAsync(alive.UploadId, None))!.Received);
        Assert.All(await room.KeysAsync(), key => Assert.Equal(alive.UploadId, StorageKeys.UploadOf(key)));
        Assert.Equal(2, (await room.KeysAsync()).Count);
    }

    [Fact]
    public async Task A_user_has_so_many_on_the_way_and_one_that_arrives_goes_or_expires_makes_room()
    {
        var (arrives, goes) = (await CreateAsync(10), await CreateAsync(10));
        await CreateAsync(10);
        Assert.Null(await TryCreateAsync(Uploads, "anita"));

        await AppendAsync(arrives.UploadId, 0, new byte[10]);
        Assert.NotNull(await TryCreateAsync(Uploads, "anita"));
        Assert.Null(await TryCreateAsync(Uploads, "anita"));
        await Uploads.DeleteAsync(goes.UploadId, None);
        Assert.NotNull(await TryCreateAsync(Uploads, "anita"));
        Assert.Null(await TryCreateAsync(Uploads, "anita"));
        await room.AdvanceAsync(Options.Life);
        Assert.NotNull(await TryCreateAsync(Uploads, "anita"));
    }

    [Fact]
    public async Task All_together_have_so_many_on_the_way_also_when_many_announce_at_once()
    {
        var processes = new List<Uploads> { Uploads };
        for (var i = 0; i < 3; i++)
        {
            processes.Add(Of((await room.AnotherAsync()).Database));
        }

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TryCreateAsync(processes[i % processes.Count], $"user {i}")));

        Assert.Equal(Options.MaxUnfinished, made.Count(upload => upload is not null));
    }

    [Fact]
    public async Task All_together_have_so_many_bytes_to_come_whatever_has_arrived()
    {
        var first = await CreateAsync(60_000);
        Assert.Null(await TryCreateAsync(Uploads, "ravi", 40_001));
        await AppendAsync(first.UploadId, 0, new byte[20_000]);
        Assert.NotNull(await TryCreateAsync(Uploads, "ravi", 40_001));
        Assert.Null(await TryCreateAsync(Uploads, "mina", 20_000));
        Assert.NotNull(await TryCreateAsync(Uploads, "mina", 19_999));
    }

    [Fact]
    public async Task Whether_there_is_room_is_asked_with_what_is_still_to_come_of_all_users()
    {
        var asked = new List<(long All, long Own)>();
        var first = await CreateAsync(1000);
        await AppendAsync(first.UploadId, 0, new byte[300]);
        await TryCreateAsync(Uploads, "ravi", 50, Ask);
        Assert.Null(await TryCreateAsync(Uploads, "mina", 50, (others, own) => Ask(others, own) ?? new Refusal("full", "It is full.")));
        await TryCreateAsync(Uploads, "mina", 50, Ask);
        await TryCreateAsync(Uploads, "mina", 50, Ask, client: "anita");
        Assert.Equal([(700, 0), (750, 0), (750, 0), (800, 700)], asked);

        Refusal? Ask(long others, long own)
        {
            asked.Add((others, own));
            return null;
        }
    }

    [Theory]
    [InlineData("one address", "one address", 40_000, 20_000, false)]
    [InlineData("one address", "one address", 40_000, 10_000, true)]
    [InlineData("one address", "another", 40_000, 60_000, true)] // one large file is not refused for its size
    [InlineData("one address", "one address", 60_000, 1, false)]
    [InlineData("", "", 40_000, 20_000, false)]
    public async Task One_address_has_at_most_half_of_the_bytes_that_are_to_come(string first, string next, long length, long more, bool isAccepted)
    {
        Assert.NotNull(await TryCreateAsync(Uploads, "anita", length, client: first));

        Assert.Equal(isAccepted, await TryCreateAsync(Uploads, "ravi", more, client: next) is not null);
    }

    [Fact]
    public async Task One_user_has_at_most_half_of_the_bytes_from_whatever_addresses()
    {
        Assert.NotNull(await TryCreateAsync(Uploads, "anita", 40_000, client: "one"));
        Assert.Null(await TryCreateAsync(Uploads, "anita", 20_000, client: "another"));
        Assert.NotNull(await TryCreateAsync(Uploads, "ravi", 20_000, client: "another"));
    }

    [Fact]
    public async Task One_address_has_at_most_half_of_the_places_under_whatever_names()
    {
        for (var user = 0; user < 3; user++)
        {
            Assert.NotNull(await TryCreateAsync(Uploads, $"user {user}", client: "one address"));
        }

        Assert.Null(await TryCreateAsync(Uploads, "user 3", client: "one address"));
        Assert.NotNull(await TryCreateAsync(Uploads, "user 3", client: "another"));
    }

    [Fact]
    public async Task What_receives_nothing_for_long_keeps_no_room_and_goes_on_when_there_is_some()
    {
        var (silent, moves) = (await CreateAsync(50_000), await CreateAsync(10, "mina"));
        Assert.Null(await TryCreateAsync(Uploads, "ravi", 60_000));
        await room.AdvanceAsync(Options.Idle - TimeSpan.FromSeconds(1));
        Assert.Null(await TryCreateAsync(Uploads, "ravi", 60_000));
        await AppendAsync(moves.UploadId, 0, new byte[5]);
        await room.AdvanceAsync(TimeSpan.FromSeconds(2));

        var late = (await TryCreateAsync(Uploads, "ravi", 60_000))!;
        Assert.True((await Uploads.FindAsync(silent.UploadId, None))!.IsIdle);
        Assert.False((await Uploads.FindAsync(moves.UploadId, None))!.IsIdle);
        Assert.Equal("uploads_too_many", (await Uploads.WakeAsync((await Uploads.FindAsync(silent.UploadId, None))!, null, None))?.Code);
        await Uploads.DeleteAsync(late.UploadId, None);
        Assert.Equal("full", (await Uploads.WakeAsync(silent, (_, _) => new Refusal("full", "It is full."), None))?.Code);
        Assert.Null(await Uploads.WakeAsync(silent, null, None));
        Assert.False((await Uploads.FindAsync(silent.UploadId, None))!.IsIdle);
        Assert.Null(await TryCreateAsync(Uploads, "ravi", 60_000));
        Assert.Equal(10, (await AppendAsync(silent.UploadId, 0, new byte[10]))!.Received);
    }

    [Fact]
    public async Task The_sweep_takes_pieces_that_no_row_names_and_no_others()
    {
        var upload = await CreateAsync(10);
        await AppendAsync(upload.UploadId, 0, new byte[10]);
        var stray = StorageKeys.Part(upload.UploadId, room.NewId());
        await room.Files.StageAsync(Temporary([1]), stray, None);
        await room.Files.PublishAsync(Temporary([1]), stray, None);

        await SweepAsync();

        Assert.DoesNotContain(stray, await room.KeysAsync());
        Assert.Equal(new byte[10], await AssembleAsync((await Uploads.FindAsync(upload.UploadId, None))!));
    }

    private Uploads Of(Server.Persistence.Database database) => new(database, room.Files, Microsoft.Extensions.Options.Options.Create(Options), room.Clock);

    private async Task<Upload> CreateAsync(long length, string user = "anita") => (await TryCreateAsync(Uploads, user, length))!;

    private static async Task<Upload?> TryCreateAsync(Uploads uploads, string user, long length = 10, Func<long, long, Refusal?>? refuse = null, string? client = null) =>
        (await uploads.CreateAsync(
            new Upload { UploadId = Guid.NewGuid().ToString(), UserId = user, Client = client ?? user, Length = length, Metadata = "" }, refuse, None)).Upload;

    private Task<Upload?> AppendAsync(string uploadId, long at, byte[] piece) => Uploads.AppendAsync(uploadId, at, Temporary(piece), None);

    private async Task<byte[]> AssembleAsync(Upload upload)
    {
        var path = room.Temporary("");
        await Uploads.AssembleAsync(upload, path, None);
        return await File.ReadAllBytesAsync(path);
    }

    private Task<int> SweepAsync() => room.SweepOf(room.Database, new JobFiles(room.Database, room.Files), Uploads, new Avatars(room.Database, room.Files)).RunAsync(None);

    private string Temporary(byte[] content)
    {
        var path = room.Temporary("");
        File.WriteAllBytes(path, content);
        return path;
    }
}

public sealed class SqliteUploadsTests() : UploadsContract(new SqliteRoom());

public sealed class PostgresUploadsTests() : UploadsContract(new PostgresRoom());
