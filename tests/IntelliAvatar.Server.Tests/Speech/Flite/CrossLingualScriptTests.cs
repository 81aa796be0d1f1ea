using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Flite;

namespace IntelliAvatar.Server.Tests.Speech.Flite;

public sealed class CrossLingualScriptTests
{
    [Theory]
    [InlineData("nəmˈʌsteː", "n ah0 m ah1 s t ey0")]
    [InlineData("ʈʰˈʌɳɖ", "t ah1 n d")]
    [InlineData("dʰˈʌn", "dh hh ah1 n")]
    [InlineData("vˈʌɳʌkkʌm", "v ah1 n ah0 k ah0 m")] // one k
    [InlineData("hẽ", "hh eh0 n")]
    [InlineData("ɡʰˈʌr.i", "g hh ah1 r iy0")]
    [InlineData("tʃʰen", "ch eh0 n")]
    [InlineData("pʰˈal", "f aa1 l")]
    public void Ipa_becomes_the_nearest_American_phones(string ipa, string phones)
    {
        var unknown = new HashSet<string>();
        Assert.Equal(phones, string.Join(' ', IpaPronouncer.Pronounce(ipa, english: false, unknown)));
        Assert.Empty(unknown);
    }

    [Fact]
    public void An_English_word_keeps_its_own_d() =>
        Assert.Contains("d ao1 r", CrossLingualScript.Of("mˈeɾaː (en)dˈɔː(hi)ɾ (en)dˈɔːr(hi)", asks: false, new HashSet<string>()).Addenda);

    [Fact]
    public void Each_different_word_gets_one_invented_name()
    {
        var script = CrossLingualScript.Of("pˈa mˈa pˈa\nmˈa", asks: true, new HashSet<string>());
        var names = script.Addenda.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" : ")[0]).ToList();
        Assert.Equal(2, names.Count);
        Assert.Equal($"{names[0]} {names[1]} {names[0]}, {names[1]}?\n", script.Text);
    }

    [Fact]
    public void Ten_thousand_words_have_ten_thousand_names()
    {
        var ipa = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => string.Concat($"{i:0000}".Select(digit => $"{"pbtdkmnlsz"[digit - '0']}a"))));
        var names = CrossLingualScript.Of(ipa, asks: false, new HashSet<string>()).Addenda.Split('\n').Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Theory]
    [InlineData("hi", 0x0900)]
    [InlineData("mr", 0x0900)]
    [InlineData("ne", 0x0900)]
    [InlineData("bn", 0x0980)]
    [InlineData("as", 0x0980)]
    [InlineData("pa", 0x0A00)]
    [InlineData("gu", 0x0A80)]
    [InlineData("or", 0x0B00)]
    [InlineData("ta", 0x0B80)]
    [InlineData("te", 0x0C00)]
    [InlineData("kn", 0x0C80)]
    [InlineData("ml", 0x0D00)]
    [InlineData("ur", 0x0600)]
    public async Task Every_letter_of_every_language_has_phones(string language, int block)
    {
        // Every letter with every vowel sign, and a few words of English among them.
        var letters = Enumerable.Range(block, 0x80).Select(code => (char)code).Where(char.IsLetter).ToList();
        var signs = Enumerable.Range(block, 0x80).Select(code => (char)code).Where(c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.NonSpacingMark);
        var text = string.Join(' ', from letter in letters from sign in signs.Append(letters[5]) select $"{letter}{sign}{letters[7]}") + " OTP judge thought church beige 98765";

        var (ipa, _) = await EspeakProgram.Bundled().PronounceAsync(text, language, CancellationToken.None);

        var unknown = new HashSet<string>();
        var script = CrossLingualScript.Of(ipa!, asks: false, unknown);
        Assert.Empty(unknown);
        Assert.True(script.Addenda.Split('\n').Length > 100);
        Assert.All(script.Text, c => Assert.True(char.IsAscii(c)));
    }

    [Theory]
    [InlineData("as", "অসমীয়া")]
    [InlineData("or", "ୱାର୍ଡ")]
    public async Task Letters_that_espeak_would_spell_out_are_rewritten(string language, string word)
    {
        var (ipa, _) = await EspeakProgram.Bundled().PronounceAsync(word, language, CancellationToken.None);
        Assert.DoesNotContain(' ', ipa!.Trim());
    }
}
