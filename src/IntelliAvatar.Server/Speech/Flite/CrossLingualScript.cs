using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>Any language for an English voice: each word becomes an invented word whose pronunciation goes into Flite's lexicon.</summary>
internal static partial class CrossLingualScript
{
    /// <param name="ipa">What espeak-ng says about the text: a line a clause.</param>
    /// <param name="asks">The text is a question.</param>
    public static FliteScript Of(string ipa, bool asks, ICollection<string> unknown)
    {
        var names = new Dictionary<string, string>();
        var addenda = new StringBuilder();
        var clauses = new List<string>();
        foreach (var clause in ipa.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = Pronunciations(clause, unknown).Select(phones =>
            {
                if (!names.TryGetValue(phones, out var name))
                {
                    names[phones] = name = Invent(names.Count);
                    addenda.Append(name).Append(" : ").Append(phones).Append('\n');
                }

                return name;
            });
            clauses.Add(string.Join(' ', words));
        }

        return new FliteScript($"{string.Join(", ", clauses.Where(clause => clause.Length > 0))}{(asks ? '?' : '.')}\n", addenda.ToString());
    }

    /// <summary>Each word of a clause as phones; marks such as "(en)" say which language the next words are in.</summary>
    private static IEnumerable<string> Pronunciations(string clause, ICollection<string> unknown)
    {
        var english = false;
        foreach (var part in LanguageMarks().Split(clause))
        {
            if (part is ['(', .., ')'])
            {
                english = part.StartsWith("(en", StringComparison.Ordinal);
                continue;
            }

            foreach (var word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (IpaPronouncer.Pronounce(word, english, unknown) is { Count: > 0 } phones)
                {
                    yield return string.Join(' ', phones);
                }
            }
        }
    }

    /// <summary>A word that can be said: Flite spells what it cannot say, lexicon or not.</summary>
    private static string Invent(int number)
    {
        const string consonants = "bdfgklmnprtv", vowels = "aeiou";
        var kinds = consonants.Length * vowels.Length;
        var word = new StringBuilder();
        for (var syllable = 0; syllable < 4; syllable++, number /= kinds)
        {
            word.Append(consonants[number % consonants.Length]).Append(vowels[number / consonants.Length % vowels.Length]);
        }

        return word.ToString();
    }

    [GeneratedRegex(@"(?<mark>\([a-z-]+\))", RegexOptions.ExplicitCapture)]
    private static partial Regex LanguageMarks();
}
