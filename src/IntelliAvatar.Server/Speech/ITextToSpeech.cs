using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech;

/// <summary>One engine that turns text into speech.</summary>
public interface ITextToSpeech
{
    /// <summary>A stable word: sarvam, flite, espeak.</summary>
    string Provider { get; }

    /// <summary>Who is asked first: the lowest number.</summary>
    int Priority { get; }

    /// <summary>How this engine wants its text served.</summary>
    ChunkRules Rules { get; }

    /// <summary>Finds out what this engine can do on this machine, now.</summary>
    Task<ProviderVoices> ProbeAsync(CancellationToken cancel);

    /// <summary>Speaks one chunk. What is expected to go wrong is an outcome.</summary>
    /// <param name="text">Written out, with at least one letter or digit, at most <see cref="ChunkRules.MaxLength"/> long.</param>
    /// <param name="voice">One of this engine's.</param>
    /// <param name="language">A normalised tag that the voice speaks.</param>
    Task<ChunkOutcome> SpeakAsync(string text, Voice voice, string language, CancellationToken cancel);
}

/// <summary>What a probe found.</summary>
/// <param name="Voices">In order of preference; empty when the engine cannot be used.</param>
/// <param name="Missing">Why there are none, and what to do about it.</param>
public sealed record ProviderVoices(IReadOnlyList<Voice> Voices, string? Missing = null);
