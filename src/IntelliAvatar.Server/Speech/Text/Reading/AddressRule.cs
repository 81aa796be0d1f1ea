using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Addresses of mail and of the web, and names of files, as people say them: anita at example dot com.</summary>
internal static partial class AddressRule
{
    private const string Domain =
        @"(?:[A-Za-z0-9-]{1,63}\.){1,8}(?:com|org|net|edu|gov|mil|int|in|io|co|ai|app|dev|info|me|uk|us|eu|de|fr|ca|au|jp|biz|tv|ly|online|xyz|site|tech|store|live|news|blog|cloud)(?![A-Za-z0-9-])";

    private const string Rest = @"(?::\d{2,5})?(?:[/?#](?:[^\s<>""]{0,2000}[^\s<>"".,;:!?'’”)\]}।])?)?";

    public static Said? Read(Sentence sentence, int at)
    {
        if (Sentence.IsWord(sentence.Before(at)) || char.IsDigit(sentence.Before(at)) || Any().Match(sentence.Text, at) is not { Success: true } match)
        {
            return null;
        }

        var shown = Scheme().Replace(match.Value, "").TrimEnd('/');
        return sentence.Words.Signs.ContainsKey("dot") ? new(Say(sentence, shown), match.Length) : new(shown, match.Length);
    }

    /// <summary>Where an address that begins here ends; the place itself when there is none.</summary>
    public static int EndOf(string text, int at) => Any().Match(text, at) is { Success: true } match ? at + match.Length : at;

    /// <summary>Sign by sign: anita underscore nine two.</summary>
    public static string Say(Sentence sentence, string address)
    {
        var (said, signs) = (new StringBuilder(), sentence.Words.Signs);
        for (var i = 0; i < address.Length; i++)
        {
            var c = address[i];
            var name = c switch { '.' => "dot", '-' => "dash", '_' => "underscore", '?' => "question", ':' => "colon", '~' => "tilde", _ => $"{c}" };
            said.Append(
                char.IsDigit(c) && sentence.Words.HasNumbers ? $" {sentence.Words.Numbers.Digit(c)} "
                : char.IsLetterOrDigit(c) || Sentence.IsMark(c) ? $"{c}"
                : signs.TryGetValue(name, out var word) ? $" {word} " : " ");
        }

        return said.ToString();
    }

    [GeneratedRegex(@"^(?i:(?:https?|ftp)://|mailto:)?(?i:www\.)?")]
    private static partial Regex Scheme();

    [GeneratedRegex(
        $@"\G(?:(?i:mailto:)?[\p{{L}}\p{{M}}\d._%+-]{{1,64}}@(?:[A-Za-z0-9-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}}|(?i:https?|ftp)://[^\s<>""]{{0,2000}}[^\s<>"".,;:!?'’”)\]}}।]|" +
        $@"(?i:www\.)[A-Za-z0-9.-]{{1,200}}[A-Za-z0-9]{Rest}|{Domain}{Rest}|" +
        @"(?:[A-Za-z0-9_-]{1,60}\.){1,4}(?:pdf|docx?|xlsx?|pptx?|csv|txt|md|js|ts|py|cs|html?|json|xml|zip|png|jpe?g|gif|svg|mp[34]|wav|webm|mov|exe|sh|ya?ml)(?![\p{L}\d]))")]
    private static partial Regex Any();
}
