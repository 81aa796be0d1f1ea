namespace IntelliAvatar.LipSync.Selection;

/// <summary>Whose mouth is shown: one source, or two in the middle of a crossfade. Places in <see cref="Library.MouthLibrary.Sources"/>.</summary>
/// <param name="Old">The source that is left.</param>
/// <param name="New">The source that is entered.</param>
/// <param name="NewWeight">Share of <paramref name="New"/>, 0…1.</param>
public readonly record struct SourceBlend(int Old, int New, float NewWeight)
{
    public static SourceBlend Only(int source) => new(source, source, 1);

    public bool IsSingle => Old == New || NewWeight >= 1;
}
