using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class LatinHindiTests
{
    [Theory]
    [InlineData("Aaj hum aapko batayenge ki yeh kaise kaam karta hai.")]
    [InlineData("Namaste doston, aaj ki video mein hum Excel seekhenge.")]
    [InlineData("Aapka appointment kal subah 10 baje hai, kripya samay par aayein aur report saath laayein.")]
    [InlineData("Kya aap bhi online course karna chahte hain?")]
    [InlineData("Yeh offer sirf aaj tak hai, jaldi kijiye!")]
    [InlineData("Mujhe aapki help chahiye.")]
    [InlineData("School kal band rahega kyunki barish bahut hui hai.")]
    [InlineData("3 BHK flat sirf 45 lakh mein, EMI bhi milegi.")]
    public void Hindi_in_Latin_letters_is_told(string text) => Assert.True(LatinHindi.Is(text));

    [Theory]
    [InlineData("Hello and welcome to the course.")]
    [InlineData("Namaste and welcome to our school; my name is Hai Tran.")]
    [InlineData("The movie Kya Kehna was a hit, and so was Kuch Kuch Hota Hai in 1998.")]
    [InlineData("Dear Ravi ji, the pooja is at 7 am. Prasad will be given to all.")]
    [InlineData("Aaj Tak and the Times of India reported it the same day.")]
    [InlineData("To do: go to the bank, pay the bill, do the rest.")]
    [InlineData("Je suis venu par le train, ne vous en faites pas.")]
    [InlineData("Mein Name ist Hans, und das ist mein Hund Raha.")]
    [InlineData("Hun er min venn, og hum er et ord på norsk.")]
    [InlineData("Saya tidak tahu apa yang terjadi, tetapi dia pergi ke pasar hari ini.")]
    [InlineData("Se me hizo tarde, pero ya voy para la casa.")]
    [InlineData("Bu kitap benim ki değil, ama o da güzel.")]
    [InlineData("Minulla ei ole rahaa, mutta hän tulee tänään.")]
    [InlineData("Io so che lui ne ha parlato con te ieri sera.")]
    [InlineData("Ik ben het, en hij is ook hier tak voor tak.")]
    [InlineData("Hai bisogno di aiuto? Hai visto la mia borsa?")]
    [InlineData("Nu ai dreptate, dar hai să mergem acum.")]
    [InlineData("hai")]
    [InlineData("123 456")]
    public void Other_languages_are_not_taken_for_it(string text) => Assert.False(LatinHindi.Is(text));

    [Theory]
    [InlineData("Aaj hum aapko batayenge ki yeh kaise kaam karta hai.", null, "text_seems_hindi")]
    [InlineData("Aaj hum aapko batayenge ki yeh kaise kaam karta hai.", "hi", "text_romanised")]
    [InlineData("Today we will tell you how this works.", null, null)]
    public async Task The_plan_of_a_speech_says_so(string text, string? language, string? note)
    {
        await using var sandbox = new SpeechSandbox();
        var plan = (await sandbox.Speech.ChooseAsync(new SpeechRequest(text, Language: language), CancellationToken.None)).Plan!;
        Assert.Equal(note, plan.Notes.Select(told => told.Code).FirstOrDefault(code => code != "voice_accent"));
    }
}
