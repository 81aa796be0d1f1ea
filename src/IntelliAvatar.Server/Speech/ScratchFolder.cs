namespace IntelliAvatar.Server.Speech;

/// <summary>A folder for the files of one child process; only this user can look into it, and it is gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "intelliavatar-speech-";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(Prefix);

    // Once a process: what an earlier one left behind when it was killed.
    static ScratchFolder() => Sweep(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Sweep(DateTime before)
    {
        foreach (var old in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories($"{Prefix}*").Where(folder => folder.LastWriteTimeUtc < before))
        {
            try
            {
                old.Delete(recursive: true);
            }
            catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or being swept by somebody else.
            }
        }
    }
}
