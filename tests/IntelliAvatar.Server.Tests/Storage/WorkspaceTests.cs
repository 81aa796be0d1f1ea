using System.Diagnostics;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Storage;

public sealed class WorkspaceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private Workspace Open() => new(Options.Create(new StorageOptions { Url = "file:" + _sandbox.Path("storage") }));

    [Fact]
    public void A_process_is_alive_until_it_ends()
    {
        using var mine = Open();
        var other = Open();

        Assert.True(mine.IsAlive(other.Instance));
        Assert.True(mine.IsAlive(mine.Instance));
        other.Dispose();
        Assert.False(mine.IsAlive(other.Instance));
        Assert.False(mine.IsAlive("somebody who never was"));
    }

    [Fact]
    public async Task A_killed_process_is_dead_and_its_files_go_while_a_living_ones_stay()
    {
        using var mine = Open();
        using var other = Open();
        var kept = Path.Combine(other.Folder, "upload");
        await File.WriteAllTextAsync(kept, "half a video");

        // flock(1) holds the lock as a server process would, until it is killed.
        var instance = Guid.NewGuid().ToString("N");
        var left = _sandbox.Path("storage", "tmp", instance);
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(left + ".lock", Workspace.Signature);
        using var doomed = Process.Start(new ProcessStartInfo("flock", [left + ".lock", "sh", "-c", "echo locked; exec sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.Equal("locked", await doomed.StandardOutput.ReadLineAsync());

        mine.SweepDead();
        Assert.True(Directory.Exists(left));
        Assert.True(mine.IsAlive(instance));
        doomed.Kill(entireProcessTree: true);
        await doomed.WaitForExitAsync();

        // The sleeping grandchild holds the lock too, until it is dead as well.
        await Eventually.HoldsAsync(() => !mine.IsAlive(instance));
        mine.SweepDead();

        Assert.False(Directory.Exists(left));
        Assert.False(File.Exists(left + ".lock"));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public async Task Only_a_free_lock_that_was_made_since_the_machine_started_proves_a_death()
    {
        const string Other = "0123456789abcdef0123456789abcdef";
        using var mine = Open();
        using var living = Open();
        Assert.Equal((false, false, true), (mine.IsDeadHere(living.Instance), mine.EndedWithItsMachine(living.Instance), mine.IsHeld(living.Instance)));
        Assert.Equal((false, false, false), (mine.IsDeadHere("nobody"), mine.EndedWithItsMachine("nobody"), mine.IsHeld("nobody")));

        var boot = (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim();
        (string Says, bool IsDead, bool EndedWithMachine)[] locks =
            [("", false, false), (boot, false, false), (Workspace.Signature, false, false), (Workspace.Signature + Guid.NewGuid(), false, true), (Workspace.Signature + boot, true, false)];
        foreach (var (says, isDead, endedWithMachine) in locks)
        {
            await File.WriteAllTextAsync(_sandbox.Path("storage", "tmp", $"{Other}.lock"), says);
            Assert.Equal((isDead, endedWithMachine), (mine.IsDeadHere(Other), mine.EndedWithItsMachine(Other)));
        }

        mine.SweepDead(owners: [Other]);
        Assert.True(File.Exists(_sandbox.Path("storage", "tmp", $"{Other}.lock")));
        mine.SweepDead();
        Assert.False(File.Exists(_sandbox.Path("storage", "tmp", $"{Other}.lock")));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    public void A_lock_and_a_folder_of_other_names_are_not_ours_to_remove(string name)
    {
        using var mine = Open();
        var strange = _sandbox.Write(Path.Combine("storage", "tmp", name, "file"), "of somebody else");
        _sandbox.Write(Path.Combine("storage", "tmp", $"{name}.lock"), "");

        mine.SweepDead();

        Assert.True(File.Exists(strange));
        Assert.True(File.Exists(_sandbox.Path("storage", "tmp", $"{name}.lock")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("intelliavatar")]
    [InlineData("7f3f1e1c-5d0f-4a53-9d57-6a2f5a6a2b11")]
    public void A_folder_beside_a_lock_that_another_program_made_is_not_ours_to_remove(string says)
    {
        var name = Guid.NewGuid().ToString("N"); // as Python's uuid4().hex with filelock
        var strange = _sandbox.Write(Path.Combine("storage", "tmp", name, "precious.txt"), "of another program");
        var held = _sandbox.Write(Path.Combine("storage", "tmp", $"{name}.lock"), says);

        using var mine = Open();
        mine.SweepDead();

        Assert.True(File.Exists(strange));
        Assert.Equal(says, File.ReadAllText(held));
    }

    [Fact]
    public void A_start_removes_what_a_killed_process_left_and_nothing_of_a_living_one()
    {
        using var other = Open();
        var kept = Path.Combine(other.Folder, "upload");
        File.WriteAllText(kept, "half a video");
        var dead = _sandbox.Path("storage", "tmp", Guid.NewGuid().ToString("N"));
        _sandbox.Write(Path.Combine("storage", "tmp", Path.GetFileName(dead), "a scratch", "video.upload"), "half a video");
        File.WriteAllText(dead + ".lock", Workspace.Signature);

        using var mine = Open();

        Assert.False(Directory.Exists(dead));
        Assert.True(File.Exists(dead + ".lock"));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void What_an_attempt_leaves_in_its_scratch_goes_with_it()
    {
        using var mine = Open();
        string file;
        using (var scratch = mine.NewScratch())
        {
            file = scratch.File("video.upload");
            File.WriteAllText(file, "x");
        }

        Assert.False(File.Exists(file));
        Assert.Empty(Directory.EnumerateFileSystemEntries(mine.Folder));
    }
}
