using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>What software is told: keys (Ctrl+Shift+V), paths of files (/etc/hosts, C:\Users), switches of commands (-m, --upgrade).</summary>
internal static partial class KeyRule
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["Ctrl"] = "Control", ["CTRL"] = "Control", ["Cmd"] = "Command", ["Opt"] = "Option", ["Win"] = "Windows",
        ["Esc"] = "Escape", ["Del"] = "Delete",
        ["Ins"] = "Insert", ["PgUp"] = "Page Up", ["PgDn"] = "Page Down",
        ["PrtSc"] = "Print Screen", ["⌘"] = "Command", ["⌥"] = "Option", ["⇧"] = "Shift",
    };

    public static Said? Read(Sentence sentence, int at)
    {
        if (Keys().Match(sentence.Text, at) is { Success: true } keys)
        {
            return new(string.Join(' ', Parts().Split(keys.Value).Select(key => NameOf(sentence, key))), keys.Length);
        }

        if (sentence.Words.Signs.ContainsKey("dot") && Path().Match(sentence.Text, at) is { Success: true } path)
        {
            return new(AddressRule.Say(sentence, path.Value).Trim(), path.Length);
        }

        return sentence.IsEnglish && Switch().Match(sentence.Text, at) is { Success: true } dashes
            ? new(dashes.Length == 1 ? "dash" : "dash dash", dashes.Length) : null;
    }

    private static string NameOf(Sentence sentence, string key) => Names.GetValueOrDefault(key)
        ?? (NumberedKey().Match(key) is { Success: true } numbered
            ? $"{numbered.Groups["f"].Value} {Amounts.Say(sentence, numbered.Groups["n"].Value, "")}".TrimStart() : key);

    [GeneratedRegex(
        @"\G(?<![\p{L}\d])(?:(?:(?:Ctrl|CTRL|Control|Alt|ALT|Shift|SHIFT|Cmd|Command|Opt|Option|Win|Windows|Fn|⌘|⌥|⇧)\s?[+-]\s?){1,3}" +
        @"(?:[A-Z][A-Za-z]{1,10}|F\d{1,2}|[A-Za-z\d])(?![\p{L}\d])|(?:Ctrl|CTRL|Cmd|PgUp|PgDn|PrtSc)(?![\p{L}\d]))")]
    private static partial Regex Keys();

    [GeneratedRegex(@"\s?[+-]\s?")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<f>F?)(?<n>\d{1,2})$")]
    private static partial Regex NumberedKey();

    // /etc/nginx/nginx.conf, ~/Downloads, ./run.sh, C:\Users\Ravi.
    [GeneratedRegex(
        @"\G(?<=^|[\s""“'(])(?:(?:/[A-Za-z0-9_.-]*[A-Za-z0-9_-]){2,10}/?|~(?:/[A-Za-z0-9_.-]*[A-Za-z0-9_-]){1,10}/?|" +
        @"\.{1,2}/[A-Za-z0-9_./-]*[A-Za-z0-9_-]|[A-Z]:\\(?:[A-Za-z0-9_.-]*[A-Za-z0-9_-]\\?){0,10})(?![\p{L}\d])")]
    private static partial Regex Path();

    [GeneratedRegex(@"\G(?<= )(?:--(?=[a-z]{2})|-(?=[A-Za-z] ))")]
    private static partial Regex Switch();
}
