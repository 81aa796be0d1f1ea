using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech.Espeak;

/// <summary>A language of espeak-ng.</summary>
/// <param name="Tag">Normalised.</param>
/// <param name="File">What its <c>-v</c> takes; the tags of some languages (fr-fr, hy-arevmda) are not accepted there.</param>
internal sealed record EspeakLanguage(string Tag, string Name, string File)
{
    /// <summary>Reads the table that <c>espeak-ng --voices</c> prints.</summary>
    /// <returns>The preferred one of several regions first.</returns>
    public static IReadOnlyList<EspeakLanguage> Parse(string table) =>
    [
        .. from line in table.Split('\n').Skip(1)
           let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           where columns.Length >= 5
           let tag = LanguageTag.Normalise(columns[1])
           where tag is not null
           let language = new EspeakLanguage(tag, columns[3].Replace('_', ' ').Trim(), columns[4])
           group language by tag into same
           orderby same.Key is not ("en-us" or "fr-fr")
           select same.First(),
    ];
}
