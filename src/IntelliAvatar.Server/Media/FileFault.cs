namespace IntelliAvatar.Server.Media;

/// <summary>What is wrong with a file.</summary>
/// <param name="Clause">The end of a sentence about the file.</param>
/// <param name="IsDamage">Something is missing or was changed; else the file is whole, but costs too much to read or is no usual one.</param>
public sealed record FileFault(string Clause, bool IsDamage = true)
{
    /// <param name="what">What people call the file, e.g. <c>video</c>.</param>
    public string SentenceOf(string what) => IsDamage
        ? $"The {what} is damaged: the file {Clause}. Export it again, or upload it again if it was cut off."
        : $"The {what} cannot be used: the file {Clause}. Save it again with the usual settings of your program.";
}
