namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>A finished render that its model server still has.</summary>
/// <param name="Server">The model server's name.</param>
/// <param name="Name">The name it gave the file.</param>
public sealed record RenderedFile(string Server, string Name)
{
    private const int Telling = 8;

    /// <summary>
    /// Whether the server may give the next render the same name. Then the file may be another job's as soon as another job is rendered there.
    /// A name of its own has eight hexadecimal digits in a row: an id, a hash, a date.
    /// </summary>
    public bool MayBeReused
    {
        get
        {
            var run = 0;
            return !Name.Any(letter => (run = char.IsAsciiHexDigit(letter) ? run + 1 : 0) == Telling);
        }
    }
}
