using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class TextNormalizerTests
{
    [Fact]
    public void Every_language_with_words_has_twelve_months() => Assert.All(SpokenWords.Languages, language => Assert.Equal(12, SpokenWords.Of(language)!.Months.Length));

    [Theory]
    [InlineData("ta", "₹500", "ஐந்நூறு ரூபாய்")]
    [InlineData("te", "15.8.2024", "పదిహేను ఆగస్టు రెండు వేల ఇరవై నాలుగు")]
    [InlineData("gu", "₹1,00,000", "એક લાખ રૂપિયા")] // the engine reads the digits
    [InlineData("de", "€30", "€30")] // no words of ours: the engine copes
    [InlineData("gu", "તાપમાન -5 ડિગ્રી, 50% છૂટ, 10–15 લોકો", "તાપમાન માઇનસ પાંચ ડિગ્રી, પચાસ ટકા છૂટ, દસ થી પંદર લોકો")]
    [InlineData("ml", "+91 98765 43210", "പ്ലസ് 9 1, 9 8 7 6 5, 4 3 2 1 0")]
    [InlineData("ur", "قیمت ₹500 ہے۔", "قیمت 500 روپے ہے۔")]
    [InlineData("de", "Es sind −5 Grad, 10–15 Leute (gut).", "Es sind -5 Grad, 10-15 Leute, gut.")]
    [InlineData("fr", "L'addition: 20 €, s'il vous plaît", "L'addition: 20 €, s'il vous plaît")]
    [InlineData("en", "Mon–Fri 9-5, 24x7 & etc", "Monday to Friday nine to five, twenty-four seven and et cetera")]
    [InlineData("en", "Sr. No. 4, FY2025-26, £1m, 1:100", "Serial number four, FY twenty twenty-five to twenty-six, one million pounds, one to one hundred")]
    [InlineData("en", "20°C–25°C, 20% - 30%, 9.8 m/s²", "twenty degrees Celsius to twenty-five degrees Celsius, twenty percent to thirty percent, nine point eight meters per second squared")]
    [InlineData("en", "C++, C#, AT&T, 5+3=8, 6/3=2, 50/50", "C plus plus, C sharp, AT and T, five plus three equals eight, six divided by three equals two, fifty fifty")]
    [InlineData("hi", "4G, 1st prize, डॉ॰ शर्मा, 9:30-10:30 बजे", "फ़ोर G, first prize, डॉक्टर शर्मा, साढ़े नौ से साढ़े दस बजे")]
    [InlineData("hi", "2 अक्टूबर 1869 को, 0.5 किमी, 7/10", "दो अक्टूबर अठारह सौ उनहत्तर को, शून्य दशमलव पाँच किलोमीटर, सात बटा दस")]
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
        string.Join(' ', TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken));
}
