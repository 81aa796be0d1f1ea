namespace IntelliAvatar.LipSync.Selection;

/// <summary>What one finished frame is made of.</summary>
/// <param name="BaseFrame">Index of the base frame that is shown; it has a face.</param>
/// <param name="Mouth">Whose mouth it wears.</param>
/// <param name="Gap">Wanted opening, canonical pixels.</param>
/// <param name="Chin">Wanted height of the chin, canonical pixels.</param>
/// <param name="Strength">How much of the lent mouth shows, 0…1; less than 1 where something is held before the mouth.</param>
/// <param name="NextFrame">Index of the base frame into which <paramref name="BaseFrame"/> dissolves while the face is away.</param>
/// <param name="NextWeight">Share of <paramref name="NextFrame"/>, 0…1.</param>
public readonly record struct FramePlan(
    int BaseFrame, SourceBlend Mouth, float Gap, float Chin, float Strength = 1, int NextFrame = 0, float NextWeight = 0);
