namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Writes a text out as it is to be spoken, for every engine alike.</summary>
internal static class SpokenText
{
    /// <param name="plain">From <see cref="PlainText.From"/>.</param>
    public static string Prepare(string plain, string language)
    {
        if (SpokenWords.Of(language) is { } words)
        {
            plain = Dates.Spell(Money.Spell(plain, words), words);
        }

        return Abbreviations.Expand(plain);
    }
}
