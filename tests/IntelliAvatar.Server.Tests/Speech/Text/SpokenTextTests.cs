using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class SpokenTextTests
{
    [Theory]
    [InlineData("en", "It costs ₹500.", "It costs 500 rupees.")]
    [InlineData("en", "Rs. 1,00,000 only", "1,00,000 rupees only")]
    [InlineData("en", "Pay Rs 50/- now", "Pay 50 rupees now")]
    [InlineData("en", "₹ 2.5 lakh", "2.5 lakh rupees")]
    [InlineData("en", "$20 or €30", "20 dollars or 30 euros")]
    [InlineData("hi", "₹500", "500 रुपये")]
    [InlineData("hi", "रु. 500", "500 रुपये")]
    [InlineData("hi", "₹2.5 लाख का", "2.5 लाख रुपये का")]
    [InlineData("ta", "₹500", "500 ரூபாய்")]
    [InlineData("de", "€30", "€30")] // no words of ours: the engine copes
    [InlineData("en", "yours 5", "yours 5")]
    public void Money_is_said_as_a_person_says_it(string language, string text, string spoken) => Assert.Equal(spoken, SpokenText.Prepare(text, language));

    [Theory]
    [InlineData("en", "on 15/08/2024.", "on 15 August 2024.")]
    [InlineData("en", "on 15-08-2024", "on 15 August 2024")]
    [InlineData("en", "on 2024-08-15", "on 15 August 2024")]
    [InlineData("en", "on 08/15/2024", "on 15 August 2024")]
    [InlineData("en", "on 31/02/2024", "on 31/02/2024")]
    [InlineData("en", "1/2 of 3/4", "1/2 of 3/4")]
    [InlineData("hi", "15/08/2024 को", "15 अगस्त 2024 को")]
    [InlineData("hi", "१५/०८/२०२४ को", "15 अगस्त 2024 को")]
    [InlineData("te", "15.8.2024", "15 ఆగస్టు 2024")]
    public void Dates_are_written_out(string language, string text, string spoken) => Assert.Equal(spoken, SpokenText.Prepare(text, language));

    [Theory]
    [InlineData("en", "Dr. Rao met Mr. Sen, e.g. here.", "Doctor Rao met Mister Sen, for example here.")]
    [InlineData("hi", "डॉ. शर्मा और श्री. वर्मा", "डॉक्टर शर्मा और श्री वर्मा")]
    [InlineData("en", "He is a dr.who", "He is a dr.who")]
    public void Abbreviations_are_written_out(string language, string text, string spoken) => Assert.Equal(spoken, SpokenText.Prepare(text, language));

    [Fact]
    public void Every_language_with_words_has_twelve_months()
    {
        string[] languages = ["en", "hi", "mr", "ne", "bn", "as", "gu", "pa", "or", "ta", "te", "kn", "ml", "ur"];
        Assert.All(languages, language => Assert.Equal(12, SpokenWords.Of(language)!.Months.Count));
    }

    [Theory]
    [InlineData("1234 and 12345 and 1234567", "1234 and 12,345 and 1,234,567")]
    [InlineData("call 9876543210", "call 9876543210")]
    [InlineData("12345.50 stays, 00123 too", "12345.50 stays, 00123 too")]
    [InlineData("10,000", "10,000")]
    public void Sarvam_is_given_commas_in_large_numbers(string text, string grouped) => Assert.Equal(grouped, SarvamNumbers.Group(text));
}
