using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.ModelServers;

public sealed class AvatarCacheTests : IDisposable
{
    private static readonly Lazy<PreparedAvatar> Avatar = new(Prepare);
    private static readonly long Size = AvatarFile.Write(Avatar.Value).Length;

    private readonly Sandbox _sandbox = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void What_was_kept_is_found_also_by_the_next_process()
    {
        Open().Keep("one", Avatar.Value);

        Assert.Equal(AvatarFile.Write(Avatar.Value), AvatarFile.Write(Open().Find("one")!));
        Assert.Null(Open().Find("two"));
        Assert.Equal(["one.avatar"], Names());
    }

    [Fact]
    public void The_one_that_was_not_used_for_longest_makes_room()
    {
        var cache = Open(maxBytes: (2 * Size) + 1);
        cache.Keep("one", Avatar.Value);
        Pass();
        cache.Keep("two", Avatar.Value);
        Pass();
        Assert.NotNull(cache.Find("one"));
        Pass();

        cache.Keep("three", Avatar.Value);

        Assert.Equal(["one.avatar", "three.avatar"], Names());
    }

    [Fact]
    public void One_that_is_kept_again_takes_its_place_once()
    {
        var cache = Open(maxBytes: (2 * Size) + 1);
        cache.Keep("one", Avatar.Value);
        Pass();
        cache.Keep("two", Avatar.Value);
        cache.Keep("two", Avatar.Value);

        Assert.Equal(["one.avatar", "two.avatar"], Names());
    }

    [Fact]
    public void One_that_is_larger_than_all_may_be_is_not_kept()
    {
        Open(maxBytes: Size - 1).Keep("one", Avatar.Value);

        Assert.Empty(Names());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void A_damaged_file_is_as_if_it_were_not_there_and_goes(int length)
    {
        var file = AvatarFile.Write(Avatar.Value);
        File.WriteAllBytes(_sandbox.Path("one.avatar"), file[..(length < 0 ? file.Length - 1 : length)]);

        Assert.Null(Open().Find("one"));
        Assert.Empty(Names());
    }

    [Fact]
    public void What_the_disk_refuses_is_no_failure()
    {
        var cache = Open();
        Directory.CreateDirectory(_sandbox.Path("one.avatar", "in the way"));

        cache.Keep("one", Avatar.Value);

        Assert.Null(cache.Find("one"));
        Assert.Empty(Directory.GetFiles(_sandbox.Folder));
    }

    [Fact]
    public void A_folder_that_somebody_removed_is_made_again_for_this_user_alone()
    {
        var cache = new AvatarCache(_sandbox.Path("a", "b"), long.MaxValue, _clock);
        Assert.Null(cache.Find("one"));

        cache.Keep("one", Avatar.Value);
        Directory.Delete(_sandbox.Path("a"), recursive: true);
        Assert.Null(cache.Find("one"));
        cache.Keep("one", Avatar.Value);

        Assert.NotNull(cache.Find("one"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(_sandbox.Path("a", "b")).UnixFileMode);
    }

    private AvatarCache Open(long maxBytes = long.MaxValue) => new(_sandbox.Folder, maxBytes, _clock);

    private void Pass() => _clock.Advance(TimeSpan.FromMinutes(1));

    private IEnumerable<string?> Names() => Directory.GetFileSystemEntries(_sandbox.Folder).Select(Path.GetFileName).Order();

    private static PreparedAvatar Prepare()
    {
        var picture = new OnePicture(DrawnFace.Draw(240, 220, new DrawnFace(120, 105, 78, 0, 0.3f)));
        var engine = new LipSyncEngine(EngineModels.Load(), threads: 1);
        return Assert.IsType<Preparation.Ready>(engine.Prepare(picture, new FrameRate(25, 1), null, default)).Avatar;
    }

    private sealed class OnePicture(YuvFrame picture) : IFrameSource
    {
        public int Count => 1;

        public int Width => picture.Width;

        public int Height => picture.Height;

        public void Read(int index, YuvFrame into) => into.CopyFrom(picture);
    }
}
