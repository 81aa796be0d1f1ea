namespace IntelliAvatar.LipSync.Articulation;

/// <summary>What is to be said.</summary>
/// <param name="Samples16kMono">The sound, 16 kHz, one channel, −1…1.</param>
/// <param name="Phones">Its exact phones in the order of time, when our own speech made it; null: they are heard from the sound.</param>
public sealed record Speech(float[] Samples16kMono, IReadOnlyList<Phone>? Phones = null);
