using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Storage;

public sealed class DiskReserveTests : IDisposable
{
    private const long GiB = 1L << 30;

    private readonly Sandbox _sandbox = new();
    private readonly Dictionary<string, DiskSpace> _disks = [];

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(2.1, 10, true)] // 2 GiB of a small disk
    [InlineData(1.9, 10, false)]
    [InlineData(2.9, 60, false)] // 5 % of a large one
    [InlineData(3.1, 60, true)]
    public void By_default_the_larger_of_two_GiB_and_a_twentieth_stays_free(double free, long total, bool isRoom)
    {
        _disks[""] = new((long)(free * GiB), total * GiB);
        Assert.Equal(isRoom, Reserve(null).Trouble is null);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1073741823", true)]
    [InlineData("1 GiB", true)]
    [InlineData("1.5GiB", false)]
    [InlineData("2gib", false)]
    [InlineData("1100 MB", false)]
    public void A_setting_says_how_much(string setting, bool isRoom)
    {
        _disks[""] = new(GiB, 1000 * GiB);
        Assert.Equal(isRoom, Reserve(setting).Trouble is null);
    }

    [Theory]
    [InlineData("much")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("5 %")]
    [InlineData("99999999 TiB")]
    public void What_is_no_size_is_refused(string setting) =>
        Assert.Contains("Storage:Reserve must be a size", new StorageOptions { Reserve = setting }.Wrong, StringComparison.Ordinal);

    [Fact]
    public void What_was_announced_counts_as_if_it_had_come()
    {
        _disks[""] = new(5 * GiB, 10 * GiB);
        var reserve = Reserve(null);
        Assert.Null(reserve.Refuse(coming: 2 * GiB, announced: GiB));
        Assert.Equal(
            "The server's disk has no room for 2 GiB more: 5 GiB are free, 2 GiB are kept for jobs that are already here, and 1.5 GiB are expected from uploads that have begun. "
                + "Try again when space was freed.",
            reserve.Refuse(coming: 2 * GiB, announced: GiB * 3 / 2)?.Detail);
    }

    [Theory]
    [InlineData("tmp")]
    [InlineData("outputs")]
    public void The_fullest_of_the_file_systems_of_the_storage_counts(string name)
    {
        Directory.CreateDirectory(_sandbox.Path(name));
        (_disks[""], _disks[name]) = (new(900 * GiB, 1000 * GiB), new(GiB, 4 * GiB));
        Assert.Equal(
            "The server's disk is nearly full: 1 GiB are free, and 2 GiB are kept for jobs that are already here. Try again when space was freed.", Reserve(null).Trouble);
    }

    [Fact]
    public void With_an_object_store_the_disk_of_the_work_folder_counts()
    {
        _disks[""] = new(GiB, 4 * GiB);
        var options = new StorageOptions { Url = "s3://bucket/prefix", WorkFolder = _sandbox.Folder };
        Assert.NotNull(ReserveOf(options).Trouble);
    }

    [Fact]
    public void A_disk_that_does_not_answer_refuses_nothing_here() => Assert.Null(Reserve(null).Trouble);

    [Fact]
    public void A_folder_that_is_not_made_yet_is_on_the_disk_of_those_around_it()
    {
        _disks[""] = new(GiB, 4 * GiB);
        Assert.NotNull(ReserveOf(new StorageOptions { Url = $"file:{_sandbox.Path("not", "yet")}" }).Trouble);
    }

    private DiskReserve Reserve(string? setting) => ReserveOf(new StorageOptions { Url = $"file:{_sandbox.Folder}", Reserve = setting });

    private DiskReserve ReserveOf(StorageOptions options) => new(Options.Create(options), new StorageFolders(Options.Create(options), TimeProvider.System), Measure);

    private DiskSpace Measure(string folder) =>
        _disks.TryGetValue(Path.GetRelativePath(_sandbox.Folder, folder) is var name and not "." ? name : "", out var space) ? space : throw new IOException("It does not answer.");
}
