using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Abbreviations that people spell are given to offline voices letter by letter; words in capitals stay words.</summary>
public sealed class AcronymsTests
{
    [Theory]
    [InlineData("Your EMI is due.", "Your E M I is due.")]
    [InlineData("EMI.", "E M I.")]
    [InlineData("Two OTPs and one FIR's copy.", "Two O T P's and one F I R's copy.")]
    [InlineData("Our AI team in the US.", "Our eigh I team in the U S.")]
    [InlineData("The WHO and the CBSE agree.", "The W H O and the C B S E agree.")]
    [InlineData("Your PIN, your SIM and your PAN.", "Your PIN, your SIM and your PAN.")]
    [InlineData("NASA and ISRO agree.", "NASA and ISRO agree.")]
    [InlineData("OUR GYM IS OPEN ALL DAY", "OUR GYM IS OPEN ALL DAY")]
    [InlineData("THE ELK ATE AN EMU", "THE ELK ATE AN EMU")]
    [InlineData("WE TOLD US WHO IT WAS", "WE TOLD US WHO IT WAS")]
    [InlineData("ASK OUR AI TEAM", "ASK OUR eigh I TEAM")]
    [InlineData("The GYM near the PUB.", "The GYM near the PUB.")]
    [InlineData("Vitamin A is good, and a dog is, too.", "Vitamin eigh is good, and a dog is, too.")]
    public void Letters_are_parted_where_people_spell_them(string text, string spelled) => Assert.Equal(spelled, Acronyms.Spell(text));
}
