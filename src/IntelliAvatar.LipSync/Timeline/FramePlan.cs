namespace IntelliAvatar.LipSync.Timeline;

/// <summary>What one finished frame is made of.</summary>
/// <param name="BaseFrame">Index of the base frame that is shown; it has a face.</param>
/// <param name="Mouth">Whose mouth it wears.</param>
/// <param name="Gap">Wanted opening, canonical pixels.</param>
/// <param name="Chin">Wanted height of the chin, canonical pixels.</param>
public readonly record struct FramePlan(int BaseFrame, SourceBlend Mouth, float Gap, float Chin);
