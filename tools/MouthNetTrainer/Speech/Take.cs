namespace MouthNetTrainer.Speech;

/// <summary>One sentence to be spoken by one voice in one manner.</summary>
/// <param name="Engine">"flite" or "espeak".</param>
/// <param name="Voice">Of flite its name; of espeak-ng the variant, empty for the plain voice.</param>
/// <param name="Language">As the text's file is named: en, hi …</param>
/// <param name="Sentence">Its line in that file, from 0.</param>
/// <param name="Pace">1 = the engine's own speed, 1.2 = a fifth slower.</param>
/// <param name="Pitch">1 = the voice's own.</param>
internal sealed record Take(string Engine, string Voice, string Language, int Sentence, string Text, double Pace, double Pitch)
{
    private const int HeldOutEvery = 8;

    /// <summary>No net ever learns from these sentences, whoever speaks them.</summary>
    public bool IsHeldOut => Sentence % HeldOutEvery == HeldOutEvery - 1;

    /// <summary>Is its voice or its language among these?</summary>
    public bool Concerns(IReadOnlyCollection<string> names) => names.Contains(Voice) || names.Contains(Language);

    /// <summary>What its files are called.</summary>
    public string Name => FormattableString.Invariant($"{Engine}-{(Voice.Length > 0 ? Voice : "plain")}-{Language}-{Sentence:000}-{Pace:0.00}-{Pitch:0.00}");
}
