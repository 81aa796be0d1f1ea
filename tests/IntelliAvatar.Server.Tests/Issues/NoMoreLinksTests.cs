using System.Runtime.InteropServices;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// Where a file can have no (or no more) hard links it was moved: a batch from one upload then failed from its second row. ext4 allows 65,000
/// links; a file system without such a bound passes by itself.
/// </summary>
public sealed class NoMoreLinksTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_file_keeps_its_first_name_when_it_gets_another()
    {
        var first = _sandbox.Write("first", "video");
        Directory.CreateDirectory(_sandbox.Path("links"));
        for (var i = 0; i < 65_000 && Link(first, _sandbox.Path("links", $"{i}")) == 0; i++)
        {
        }

        for (var i = 0; i < 2; i++)
        {
            DurableFile.Name(first, _sandbox.Path("rows", $"{i}"));
            DurableFile.Copy(first, _sandbox.Path("copies", $"{i}"));
            Assert.Equal("video", File.ReadAllText(_sandbox.Path("rows", $"{i}")));
            Assert.Equal("video", File.ReadAllText(_sandbox.Path("copies", $"{i}")));
        }

        Assert.Equal("video", File.ReadAllText(first));
        Assert.Equal(2, Directory.GetFiles(_sandbox.Path("rows")).Length);
        Assert.Equal(2, Directory.GetFiles(_sandbox.Path("copies")).Length);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string created);
}
