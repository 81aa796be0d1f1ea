using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Ordinals of Indian languages as they are written with a digit: 5वीं, 2রা, 3வது, 4వ, 6ನೇ.</summary>
internal static class IndianOrdinals
{
    private static readonly string[] MarathiFirst = ["", "पहिल", "दुसर", "तिसर", "चौथ"];
    private static readonly string[] Bengali = ["", "প্রথম", "দ্বিতীয়", "তৃতীয়", "চতুর্থ", "পঞ্চম", "ষষ্ঠ", "সপ্তম", "অষ্টম", "নবম", "দশম"];

    public static string? Say(Sentence sentence, int number, string ending)
    {
        var said = sentence.Words.Numbers.Cardinal(number);
        return sentence.Language switch
        {
            "hi" => Hindi.Ordinal(number, ending),
            "mr" when number is >= 1 and <= 4 && ending is "ला" or "ली" or "ले" or "रा" or "री" or "रे" or "था" or "थी" or "थे" => MarathiFirst[number] + ending[^1],
            "mr" when ending is "वा" or "वी" or "वे" or "व्या" => said + ending,
            "bn" when number is >= 1 and <= 10 && ending is "ম" or "য়" or "র্থ" or "ষ্ঠ" => Bengali[number],
            "bn" when ending is "তম" or "টি" or "টা" or "জন" => said + ending,
            "ta" when ending is "வது" or "ஆவது" => number == 1 ? "முதலாவது" : $"{said.TrimEnd('ு')}ாவது",
            "ta" when ending is "ம்" or "ஆம்" => number == 1 ? "முதலாம்" : $"{said.TrimEnd('ு')}ாம்",
            "te" when ending is "వ" or "వది" or "వా" => number == 1 && ending == "వ" ? "మొదటి" : said.TrimEnd('ు') + ending,
            "kn" when ending is "ನೇ" or "ನೆಯ" or "ನೆ" => number == 1 ? "ಒಂದನೇ" : said.TrimEnd('ು') + ending,
            _ => null,
        };
    }
}
