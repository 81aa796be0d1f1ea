using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A copy put in the place of a killed server's database was mixed with the changes in the old -wal file: brought back, or corrupted, without a word.</summary>
public sealed class StaleLogTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Sandbox _sandbox = new();
    private int _rows, _images;

    private string Path => _sandbox.Path("jobs.db");

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("vacuum")]
    [InlineData("backup")]
    [InlineData("file of an earlier run")]
    [InlineData("file of an earlier checkpoint")]
    [InlineData("another installation")]
    public async Task A_copy_over_a_killed_servers_database_stops_the_start_until_its_log_is_removed(string kind)
    {
        var copy = _sandbox.Path("copy.db");
        if (kind == "file of an earlier run")
        {
            using (var earlier = Open(Path))
            {
                await WriteAsync(earlier);
            }

            File.Copy(Path, copy);
            Open(Path).Dispose();
        }

        string killed;
        using (var database = Open(Path))
        {
            await WriteAsync(database, times: 3);
            switch (kind)
            {
                case "vacuum":
                    Execute(Path, $"VACUUM INTO '{copy}'");
                    break;
                case "backup":
                    Backup(Path, copy);
                    break;
                case "file of an earlier checkpoint":
                    File.Copy(Path, copy);
                    await WriteAsync(database, times: 60);
                    break;
                case "another installation":
                    Open(copy).Dispose();
                    break;
            }

            await WriteAsync(database, times: 3);
            killed = Image(Path);
        }

        File.Copy(copy, killed, overwrite: true);
        var (file, log) = (await File.ReadAllBytesAsync(killed), await File.ReadAllBytesAsync(killed + "-wal"));

        var refused = Assert.Throws<InvalidDataException>(() => Open(killed));

        Assert.Contains("do not belong together", refused.Message);
        Assert.Contains($"remove {killed}-wal and {killed}-shm", refused.Message);
        Assert.EndsWith("put the file that was replaced back in its place.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(file, await File.ReadAllBytesAsync(killed));
        Assert.Equal(log, await File.ReadAllBytesAsync(killed + "-wal"));
        File.Delete(killed + "-wal");
        File.Delete(killed + "-shm");
        Open(killed).Dispose();
    }

    [Fact]
    public async Task Whenever_a_server_is_killed_it_starts_again_with_all_it_had_committed()
    {
        using var database = Open(Path);
        using var second = Open(Path);
        for (var i = 0; i < 70; i++)
        {
            // Across several checkpoints, by two processes in turn.
            await WriteAsync(i % 3 == 0 ? second : database);
            if (i % 4 == 0 || i is > 18 and < 32)
            {
                AssertStarts(Image(Path));
            }
        }
    }

    [Fact]
    public async Task A_checkpoint_that_is_cut_off_at_any_page_is_no_replaced_file()
    {
        string before;
        using (var database = Open(Path))
        {
            await WriteAsync(database, times: 8);
            Execute(Path, "DELETE FROM controls WHERE target LIKE '3%'");
            await WriteAsync(database, times: 4);
            before = Image(Path);
        }

        var (old, done) = (await File.ReadAllBytesAsync(before), await File.ReadAllBytesAsync(Path));
        var page = 4096;
        for (var written = 0; written <= done.Length / page; written += written < 4 ? 1 : 97)
        {
            var cut = Image(before);
            var partly = new byte[Math.Max(written * page, old.Length)];
            old.CopyTo(partly, 0);
            done.AsSpan(0, Math.Min(written * page, done.Length)).CopyTo(partly);
            await File.WriteAllBytesAsync(cut, partly);
            AssertStarts(cut, rows: 11);
        }
    }

    [Fact]
    public async Task Another_programs_new_schema_at_the_beginning_of_a_log_is_no_replaced_file()
    {
        using var database = Open(Path);
        await WriteAsync(database, times: 3);
        Execute(Path, "PRAGMA wal_checkpoint(TRUNCATE)", "CREATE TABLE extra (x INTEGER)", "INSERT INTO extra VALUES (1)");

        AssertStarts(Image(Path));
        await WriteAsync(database);
        AssertStarts(Image(Path));
    }

    [Theory]
    [InlineData("CREATE TABLE jobs (id TEXT)")]
    [InlineData("CREATE TABLE jobs (id TEXT)", "CREATE TABLE more (x INTEGER)", "INSERT INTO jobs VALUES (1)")]
    [InlineData("BEGIN; CREATE TABLE jobs (id TEXT); CREATE INDEX jobs_by_id ON jobs (id); CREATE TABLE more (x INTEGER); COMMIT")]
    public void An_older_programs_first_changes_in_the_log_are_no_replaced_file(params string[] changes)
    {
        using var older = new SqliteConnection($"Data Source={Path};Pooling=False");
        older.Open();
        older.Execute("PRAGMA journal_mode = WAL");
        Array.ForEach(changes, change => older.Execute(change));

        Assert.Null(SqliteFile.WhatIsWrong(Image(Path)));

        older.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Array.ForEach(changes, change => older.Execute(change.Replace("jobs", "later").Replace("more", "most")));
        Assert.Null(SqliteFile.WhatIsWrong(Image(Path)));
    }

    [Fact]
    public async Task A_log_without_its_database_stops_the_start()
    {
        using var database = Open(Path);
        await WriteAsync(database);
        var killed = Image(Path);
        File.Delete(killed);

        Assert.Contains("is missing, but changes of it are still in", Assert.Throws<InvalidDataException>(() => Open(killed)).Message);
        Assert.False(File.Exists(killed));
        Assert.True(new FileInfo(killed + "-wal").Length > 0);
    }

    [Theory]
    [InlineData(0, 200_000)] // no database at all
    [InlineData(8192, 200_000)]
    [InlineData(-40_000, 20_000)] // pages that a start has no need to read
    public async Task A_damaged_file_stops_the_start_with_a_sentence(int from, int length)
    {
        using (var database = Open(Path))
        {
            await WriteAsync(database, times: 10);
        }

        var bytes = await File.ReadAllBytesAsync(Path);
        Array.Fill(bytes, (byte)'x', from < 0 ? bytes.Length + from : from, length);
        await File.WriteAllBytesAsync(Path, bytes);

        var refused = Assert.Throws<InvalidDataException>(() => Open(Path));

        Assert.StartsWith($"The database file {Path} is damaged (", refused.Message);
        Assert.Contains("./avatar restore", refused.Message);
    }

    private static SqliteDatabase Open(string path) => new(Options.Create(new DatabaseOptions { Url = $"sqlite:{path}" }), TimeProvider.System);

    private void AssertStarts(string killed, int? rows = null)
    {
        using (Open(killed))
        {
            using var reader = new SqliteConnection($"Data Source={killed};Pooling=False");
            Assert.Equal("ok", reader.ExecuteScalar<string>("PRAGMA integrity_check"));
            Assert.Equal(rows ?? _rows, reader.ExecuteScalar<int>("SELECT count(*) FROM controls"));
        }
    }

    /// <summary>Writes as much as makes a checkpoint after some twenty times.</summary>
    private async Task WriteAsync(SqliteDatabase database, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await database.WriteAsync(
                writing => writing.ExecuteAsync("INSERT INTO controls (target, reason, paused_at) VALUES (@name, @text, 1)", new { name = $"{_rows++}", text = new string('a', 200_000) }), None);
        }
    }

    /// <summary>What a kill at this moment leaves.</summary>
    private string Image(string path)
    {
        var image = _sandbox.Path($"killed{_images++}.db");
        File.Copy(path, image);
        if (File.Exists(path + "-wal"))
        {
            File.Copy(path + "-wal", image + "-wal");
        }

        return image;
    }

    private static void Execute(string path, params string[] sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var statement in sql)
        {
            connection.Execute(statement);
        }
    }

    private static void Backup(string path, string copy)
    {
        using var source = new SqliteConnection($"Data Source={path};Pooling=False");
        using var target = new SqliteConnection($"Data Source={copy};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }
}
