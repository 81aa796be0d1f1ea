namespace IntelliAvatar.Server.Storage;

/// <summary>Paths without links and detours, to see whether two of them name one place.</summary>
internal static class RealPath
{
    private const int MostLinks = 40; // as the kernel

    /// <summary>The path with every link in it followed. What is not there yet may be part of it.</summary>
    public static string Of(string path) => Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), MostLinks);

    /// <summary>Whether the path is this folder or something in it.</summary>
    public static bool IsWithin(string folder, string path)
    {
        var (outer, inner) = (Of(folder), Of(path));
        return inner == outer || inner.StartsWith(Path.EndsInDirectorySeparator(outer) ? outer : outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string Of(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var folder = Of(parent, links);
        var real = Path.Combine(folder, Path.GetFileName(path));
        return links > 0 && new FileInfo(real).LinkTarget is { } target ? Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, folder)), links - 1) : real;
    }
}
