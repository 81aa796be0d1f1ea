using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Audio;

namespace IntelliAvatar.Server.Tests.Speech;

public sealed class OfflineSpeechTests : IAsyncLifetime
{
    private readonly SpeechSandbox _sandbox = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Theory]
    [InlineData("flite-slt", "en", "Hello there. Peter bought a big blue book, and Bob paid for it!")]
    [InlineData("flite-rms", "en", "Hello there. Peter bought a big blue book, and Bob paid for it!")]
    [InlineData("flite-awb", "en", "Hello there. Peter bought a big blue book, and Bob paid for it!")]
    [InlineData("flite-slt", "hi", "नमस्ते, आपका स्वागत है। बाबा पानी पीते हैं।")]
    [InlineData("flite-rms", "te", "నమస్కారం, మీరు ఎలా ఉన్నారు? పాప బాగా పాడింది.")]
    [InlineData("flite-slt", "ta", "வணக்கம், எப்படி இருக்கிறீர்கள்? அம்மா பால் குடித்தார்.")]
    [InlineData("espeak-de-female", "de", "Guten Tag, mein Freund. Bitte bringen Sie Papa ein Paket.")]
    [InlineData("espeak-fr-fr-male", "fr", "Bonjour, comment allez-vous? Papa a un beau bateau.")]
    [InlineData("espeak-hi-male", "hi", "नमस्ते, आपका स्वागत है। बाबा पानी पीते हैं।")]
    public async Task Speech_is_at_its_level_and_every_phone_has_its_time(string voice, string language, string text)
    {
        var spoken = await _sandbox.SpokenAsync(new SpeechRequest(text, voice, Language: language));

        var wave = WaveReader.Read(await File.ReadAllBytesAsync(_sandbox.PathOf("speech.wav")))!;
        Assert.Equal(wave.Seconds, spoken.Duration.TotalSeconds, 0.001);
        Assert.InRange(1000 * wave.Seconds / text.Length, 45, 135);
        Assert.InRange(wave.Samples.Max(Math.Abs), 0.2f, 0.842f); // −1.5 dBFS and one step of dither
        Assert.InRange(await LoudnessAsync(_sandbox.PathOf("speech.wav")), -16.5, -15.5);

        var phones = spoken.Phones!;
        Assert.Equal(0, phones[0].Start);
        Assert.All(phones.Zip(phones.Skip(1)), pair => Assert.True(pair.Second.Start > pair.First.Start, $"{pair}"));
        Assert.True(phones.Count(phone => phone.Symbol is "p" or "b" or "m" or "pʰ") >= 2, string.Join(' ', phones));
        Assert.Equal("", phones[^1].Symbol);
        Assert.InRange(wave.Seconds - phones[^1].Start, 0, 0.15);
    }

    [Theory]
    [InlineData("Hello, this is a test.", null, null, "flite")]
    [InlineData("Hello, this is a test.", "male", "en-US", "flite")]
    [InlineData("नमस्ते", "male", "hi-IN", "flite")]
    [InlineData("ନମସ୍କାର", "female", "od-IN", "flite")]
    [InlineData("Привет", "male", null, "espeak")]
    [InlineData("Guten Tag", "female", "de", "espeak")]
    [InlineData("මම ගෙදර යනවා", "female", null, "espeak")]
    public async Task The_best_engine_that_can_speaks(string text, string? gender, string? language, string provider)
    {
        var request = new SpeechRequest(text, Gender: gender, Language: language);
        Assert.Null(await _sandbox.Speech.CheckAsync(request, CancellationToken.None));
        var spoken = await _sandbox.SpokenAsync(request);
        Assert.Equal((provider, (string?)null), (spoken.Provider, spoken.FallbackReason));
    }

    [Fact]
    public async Task Only_the_finished_file_is_left()
    {
        await _sandbox.SpokenAsync(new SpeechRequest("One. Two. Three."), "job.wav");
        Assert.Equal(["job.wav"], _sandbox.Files);
    }

    [Fact]
    public async Task The_same_text_gives_the_same_file()
    {
        await _sandbox.SpokenAsync(new SpeechRequest("The same words. Twice."), "a.wav");
        await _sandbox.SpokenAsync(new SpeechRequest("The same words. Twice."), "b.wav");
        Assert.Equal(await File.ReadAllBytesAsync(_sandbox.PathOf("a.wav")), await File.ReadAllBytesAsync(_sandbox.PathOf("b.wav")));
    }

    [Fact]
    public async Task A_cancelled_speech_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await _sandbox.Catalogue.VoicesAsync(CancellationToken.None);
        var speaking = _sandbox.Speech.SpeakAsync(new SpeechRequest(string.Concat(Enumerable.Repeat("This goes on and on and on. ", 300))), _sandbox.PathOf("speech.wav"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speaking);
        Assert.Empty(_sandbox.Files);
    }

    [Theory]
    [InlineData("-voice kal --help; $(touch /tmp/x) `id`")]
    [InlineData("<speak>Hello <break time=\"1s\"/> world</speak> 😀👨‍👩‍👧")]
    [InlineData("A lone \ud83d half, a nul \0 and a right-to-left \u202e mark.")]
    [InlineData("1.5 and 1,00,000 and 98765 and ½ and 3:30 pm & 50% of £20")]
    [InlineData("(((((((((((a))))))))))) \"\"\" '' \\ / | ~ ^")]
    [InlineData("SupercalifragilisticexpialidociouspneumonoultramicroscopicsilicovolcanoconiosisSupercalifragilisticexpialidociouspneumonoultramicroscopicsilicovolcanoconiosisSupercalifragilisticexpialidociouspneumonoultramicroscopicsilicovolcanoconiosis")]
    public async Task Odd_text_is_only_text(string text) => await _sandbox.SpokenAsync(new SpeechRequest(text));

    [Fact]
    public async Task The_users_words_are_in_no_log_line()
    {
        await _sandbox.SpokenAsync(new SpeechRequest("Xylophone marmalade."));
        Assert.NotEmpty(_sandbox.Logged);
        Assert.DoesNotContain(_sandbox.Logged, line => line.Contains("marmalade", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<double> LoudnessAsync(string wav)
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("ffmpeg", ["-nostdin", "-hide_banner", "-i", $"file:{wav}", "-af", "ebur128", "-f", "null", "-"]), CancellationToken.None);
        var summary = exit.Errors[exit.Errors.LastIndexOf("Integrated loudness", StringComparison.Ordinal)..];
        return double.Parse(Regex.Match(summary, @"I:\s+(?<lufs>-?[0-9.]+) LUFS", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["lufs"].Value, CultureInfo.InvariantCulture);
    }
}
