using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("\u0995\u09C7\u09BE", "\u0995\u09CB")] // Bengali ko, its vowel in two halves
    [InlineData("\u0BA8\u0BCA", "\u0BA8\u0BCA")]
    [InlineData("\u0BA8\u0BC6\u0BBE", "\u0BA8\u0BCA")] // Tamil no
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("e\u0302\u0301", "ế")]
    [InlineData("Hello 😀 world", "Hello world")]
    [InlineData("family 👨‍👩‍👧 and 🇮🇳 and ❤️ and 1️⃣", "family and and and 1")]
    [InlineData("क्‍ष", "क्‍ष")] // the joiner is part of the spelling
    [InlineData("<speak>Hello <break time='1s'/>world</speak>", "Hello world")]
    [InlineData("if a < b and b > c", "if a < b and b > c")]
    [InlineData("nul\0 bell\a \u202Eright\u202C soft\u00ADhyphen", "nul bell right softhyphen")]
    [InlineData("lone \ud83d half", "lone half")]
    [InlineData("  two   blanks \r\n\r\n and lines ", "two blanks\nand lines")]
    [InlineData("𝗕𝗼𝗹𝗱 𝘁𝗲𝘅𝘁 𝟭𝟮𝟯 ＦＵＬＬ！", "Bold text 123 FULL!")]
    [InlineData("𝓢𝓬𝓻𝓲𝓹𝓽 and 𝚖𝚘𝚗𝚘 ９", "Script and mono 9")]
    public void Only_what_can_be_spoken_is_left(string text, string plain) => Assert.Equal(plain, PlainText.Of(text).Text);

    [Theory]
    [InlineData("a", true)]
    [InlineData("7", true)]
    [InlineData("अ", true)]
    [InlineData("𝒜", true)]
    [InlineData("… !? —", false)]
    [InlineData("", false)]
    public void A_letter_or_a_digit_is_something_to_say(string text, bool speakable) => Assert.Equal(speakable, PlainText.IsSpeakable(text));

    [Fact]
    public void Every_composed_letter_has_a_bare_one() => Assert.Equal("eaA", $"{Composer.Bare('ế')}{Composer.Bare('ä')}{Composer.Bare('Å')}");

    [Fact]
    public void A_long_row_of_open_brackets_is_read_in_no_time() => Assert.Equal(20_000, PlainText.Of(new string('<', 20_000)).Text.Length);
}
