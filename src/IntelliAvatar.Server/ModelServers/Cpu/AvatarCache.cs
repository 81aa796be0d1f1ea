using IntelliAvatar.LipSync;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>Prepared avatars on disk, by what they were made of. When there are too many bytes, those that were not used for longest go.</summary>
/// <remarks>
/// Several processes may share the folder: a file appears whole, and one that is deleted while it is read is read to its end. What is damaged,
/// and what the disk refuses, is as if it were not there.
/// </remarks>
/// <param name="folder">Made when it is needed, for this user's eyes only: it holds faces. It may be deleted at any time.</param>
/// <param name="maxBytes">Of all files together.</param>
/// <param name="clock">Notes when each was used.</param>
public sealed class AvatarCache(string folder, long maxBytes, TimeProvider clock)
{
    private const string Ending = ".avatar";

    /// <summary>Where our own engine, started as a child, keeps what it has prepared.</summary>
    public static string In(StorageOptions storage) => Path.Combine(storage.Folder, "cache", "avatars");

    /// <summary>The key of a base: its bytes, how much of it is looked at, and by which engine.</summary>
    public static async Task<string> KeyAsync(string videoPath, TimeSpan part, LipSyncModels models, CancellationToken cancel)
    {
        var content = await ContentHash.OfFileAsync(videoPath, cancel);
        return $"{content}-{part.TotalSeconds:0}-{models.Fingerprint[..16]}";
    }

    /// <summary>The avatar of that key, which counts as a use; null if it is not here.</summary>
    public PreparedAvatar? Find(string key)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var avatar = AvatarFile.Read(File.ReadAllBytes(path));
            if (avatar is null)
            {
                File.Delete(path);
                return null;
            }

            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            return avatar;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an avatar, unless it is larger than all may be.</summary>
    public void Keep(string key, PreparedAvatar avatar)
    {
        var bytes = AvatarFile.Write(avatar);
        if (bytes.Length > maxBytes)
        {
            return;
        }

        var unfinished = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            MakeFolder();
            MakeRoom(bytes.Length, besides: PathOf(key));
            File.WriteAllBytes(unfinished, bytes);
            File.SetLastWriteTimeUtc(unfinished, clock.GetUtcNow().UtcDateTime);
            File.Move(unfinished, PathOf(key), overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    /// <summary>Whether anything of one video is prepared, by whichever engine, in whichever length.</summary>
    /// <param name="content">The SHA-256 of the video.</param>
    public static bool Has(string folder, string content) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"{content}-*{Ending}").Any();

    /// <summary>Removes all that was prepared of one video.</summary>
    /// <param name="content">The SHA-256 of the video, in lower hexadecimal digits.</param>
    public static void Forget(string folder, string content)
    {
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{content}-*{Ending}"))
            {
                File.Delete(file);
            }
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void MakeRoom(long bytes, string besides)
    {
        // Unfinished files of processes that were killed count and age like the others.
        var files = new DirectoryInfo(folder).EnumerateFiles().Where(file => IsOurs(file.Name) && file.FullName != besides).OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        var kept = bytes;
        foreach (var file in files)
        {
            kept += file.Length;
            if (kept > maxBytes)
            {
                file.Delete();
            }
        }
    }

    /// <summary>Whether the name is of the kind that this cache gives: what else lies in the folder is not ours to remove.</summary>
    private static bool IsOurs(string name) =>
        name.EndsWith(Ending, StringComparison.Ordinal) || (name.Length == 38 && name[0] == '.' && name.EndsWith(".part", StringComparison.Ordinal) && Guid.TryParseExact(name[1..33], "N", out _));

    private string PathOf(string key) => Path.Combine(folder, key + Ending);
}
