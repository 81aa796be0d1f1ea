using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Speech.Flite;

namespace IntelliAvatar.Server.Tests.Speech.Flite;

public sealed class FliteTests : IAsyncLifetime
{
    private readonly SpeechSandbox _sandbox = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Theory]
    [InlineData("flite-slt", "en", "Peter bought a big blue book.")]
    [InlineData("flite-rms", "en", "Two sentences in one go. Both are timed, e.g. this one; really?")]
    [InlineData("flite-awb", "en", "Peter bought a big blue book.")]
    [InlineData("flite-slt", "ta", "அம்மா பால் குடித்தார்.")]
    public async Task Its_last_phone_ends_within_20_ms_of_the_audio(string id, string language, string text)
    {
        var voice = (await _sandbox.Speech.ListVoicesAsync(CancellationToken.None)).Single(voice => voice.Id == id);
        var spoken = Assert.IsType<ChunkOutcome.Spoken>(await _sandbox.Engine("flite").SpeakAsync(text, voice, language, CancellationToken.None));
        Assert.True(PhoneTrack.Fits(spoken.Phones!, spoken.Wave.Seconds));
        Assert.Equal(spoken.Wave.Seconds, spoken.Phones![^1].Start, 0.02);
    }

    [Fact]
    public async Task No_sound_of_the_thirteen_languages_is_left_out()
    {
        string[] greetings = ["नमस्ते दुनिया", "வணக்கம் உலகம்", "నమస్కారం ప్రపంచం", "ನಮಸ್ಕಾರ ಜಗತ್ತು", "നമസ്കാരം ലോകം", "નમસ્તે દુનિયા", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "নমস্কার পৃথিবী", "ନମସ୍କାର", "নমস্কাৰ অসমীয়া ৰাইজ", "آپ کیسے ہیں"];
        foreach (var greeting in greetings)
        {
            Assert.Equal("flite", (await _sandbox.SpokenAsync(new SpeechRequest(greeting))).Provider);
        }

        Assert.DoesNotContain(_sandbox.Logged, line => line.Contains("no English phone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("café naïve “quoted” it’s — so…", "cafe naive \"quoted\" it's ,  so, ")]
    [InlineData("plain", "plain")]
    [InlineData("The EMI, the FIR and two OTPs from the UN.", "The E M I, the F I R and two O T P's from the U N.")]
    [InlineData("AI and IT teams of the US; KYC by SIP.", "eigh I and I T teams of the U S; K Y C by S I P.")]
    [InlineData("Class A is at nine A M. A new day, a plan A and B.", "Class eigh is at nine eigh M. A new day, a plan eigh and B.")]
    [InlineData("BUY ONE GET ONE FREE NOW! IT IS FOR US ALL.", "BUY ONE GET ONE FREE NOW! IT IS FOR US ALL.")]
    [InlineData("A PIN for your SIM, NASA and COVID; OK.", "A PIN for your SIM, NASA and COVID; OK.")]
    [InlineData("H two SO four and CO two.", "H two S O four and C O two.")]
    public void English_is_given_in_ascii(string text, string ascii) => Assert.Equal(ascii, EnglishScript.Of(text).Text);
}
