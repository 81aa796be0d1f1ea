using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class SpokenTextTests
{
    [Fact]
    public void Every_language_with_words_has_twelve_months() => Assert.All(SpokenWords.Languages, language => Assert.Equal(12, SpokenWords.Of(language)!.Months.Length));

    [Theory]
    [InlineData("ta", "₹500", "ஐந்நூறு ரூபாய்")]
    [InlineData("te", "15.8.2024", "పదిహేను ఆగస్టు రెండు వేల ఇరవై నాలుగు")]
    [InlineData("gu", "₹1,00,000", "100000 રૂપિયા")] // the engine reads the digits
    [InlineData("de", "€30", "€30")] // no words of ours: the engine copes
    [InlineData("en", "yours 5", "yours five")]
    [InlineData("en", "on 31/02/2024", "on thirty-one slash two slash twenty twenty-four")]
    [InlineData("en", "He is a dr.who", "He is a dr.who")]
    public void Other_texts_are_said_too(string language, string text, string spoken) => Assert.Equal(spoken, Spoken(text, language));

    [Theory]
    [InlineData("1234 and 12345 and 1234567", "1234 and 12,345 and 1,234,567")]
    [InlineData("call 9876543210", "call 9876543210")]
    [InlineData("12345.50 stays, 00123 too", "12345.50 stays, 00123 too")]
    [InlineData("10,000", "10,000")]
    public void Sarvam_is_given_commas_in_large_numbers(string text, string grouped) => Assert.Equal(grouped, SarvamNumbers.Group(text));

    private static string Spoken(string text, string language) =>
        string.Join(' ', SpokenText.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken));
}
