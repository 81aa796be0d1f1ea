namespace IntelliAvatar.Server.Media.Processes;

/// <summary>How this very program is started once more, be it by its own host or by <c>dotnet</c>.</summary>
public static class ThisProgram
{
    /// <summary>The program with these arguments, in a session of its own (Ctrl-C in our terminal does not reach it) and without our secrets.</summary>
    public static ChildCommand Command(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [program, typeof(ThisProgram).Assembly.Location] : [program];
        return new ChildCommand("setsid", [.. self, .. arguments]) { Environment = WithoutSecrets() };
    }

    /// <summary>What .NET and ffmpeg need. Keys and passwords stay with us: the child opens files of strangers.</summary>
    private static Dictionary<string, string> WithoutSecrets() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
        .Where(entry => entry.Name is "PATH" or "HOME" or "TMPDIR" or "LANG" or "TZ" || entry.Name.StartsWith("DOTNET_", StringComparison.Ordinal) || entry.Name.StartsWith("LC_", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Name, entry => entry.Value);
}
