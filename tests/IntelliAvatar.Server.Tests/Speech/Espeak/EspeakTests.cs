using System.Diagnostics;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Speech.Espeak;

public sealed class EspeakTests
{
    [Fact]
    public void The_table_of_voices_is_read()
    {
        var languages = EspeakLanguage.Parse("""
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
             2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
             5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
             5  yue             --/M      Chinese_(Cantonese,_latin_as_Jyutping) sit/yue-Latn-jyutping (zh-yue 5)(zh 8)

            """);
        Assert.Equal(
            [new("en-us", "English (America)", "gmw/en-US"), new("en-gb", "English (Great Britain)", "gmw/en"), new EspeakLanguage("yue", "Chinese (Cantonese)", "sit/yue")],
            languages);
    }

    [Fact]
    public async Task Its_last_phone_ends_where_the_sound_ends()
    {
        var (engine, voice) = await HindiAsync(EspeakProgram.Bundled());
        var spoken = Assert.IsType<ChunkOutcome.Spoken>(await engine.SpeakAsync("बाबा पानी पीते हैं।", voice, "hi", CancellationToken.None));
        Assert.True(Server.Speech.Audio.PhoneTrack.Fits(spoken.Phones!, spoken.Wave.Seconds));
        Assert.Equal(["b", "b", "p", "p"], spoken.Phones!.Where(phone => phone.Symbol is "b" or "p").Select(phone => phone.Symbol));
        Assert.InRange(LastSound(spoken.Wave) - spoken.Phones![^1].Start, -0.02, 0.06); // a vowel rings on for a moment
    }

    [Fact]
    public async Task Without_our_program_it_speaks_all_the_same_but_tells_no_timings()
    {
        var (engine, voice) = await HindiAsync(new EspeakProgram("/nowhere/espeak-voice.dll"));
        Assert.False(voice.HasTimings);
        var spoken = Assert.IsType<ChunkOutcome.Spoken>(await engine.SpeakAsync("नमस्ते।", voice, "hi", CancellationToken.None));
        Assert.Null(spoken.Phones);
        Assert.InRange(spoken.Wave.Seconds, 0.3, 3);
    }

    [Fact]
    public async Task Every_voice_of_every_language_can_be_loaded()
    {
        var program = EspeakProgram.Bundled();
        var languages = await program.LanguagesAsync(CancellationToken.None);
        var wav = Path.GetTempFileName();
        try
        {
            foreach (var language in languages.Where((_, i) => i % 8 == 0))
            {
                var exit = await program.SpeakWithTimingsAsync("1 2", $"{language.File}+f5", language.Tag, wav, CancellationToken.None);
                Assert.True(exit.Succeeded, $"{language}: {exit.Errors}");
            }
        }
        finally
        {
            File.Delete(wav);
        }
    }

    [Fact]
    public async Task What_our_program_may_use_up_is_limited()
    {
        using var sandbox = new Sandbox();
        var wav = sandbox.Path("out.wav");
        using (var mkfifo = Process.Start("mkfifo", [wav]))
        {
            await mkfifo.WaitForExitAsync();
        }

        var spoken = EspeakProgram.Bundled().SpeakWithTimingsAsync("1 2", "gmw/en", "en", wav, CancellationToken.None);
        var limits = await Eventually.GetAsync(() => Task.FromResult(LimitsOfProcessWith(wav)), found => found is not null); // it waits for somebody who reads
        await using (var reader = File.OpenRead(wav))
        {
            await reader.CopyToAsync(Stream.Null);
        }

        Assert.True((await spoken).Succeeded);
        Assert.Matches($@"Max address space +{ChildLimits.Speech.AddressSpaceBytes} ", limits!);
        Assert.Matches($@"Max cpu time +{ChildLimits.Speech.CpuTime.TotalSeconds} ", limits!);
        Assert.Matches($@"Max file size +{ChildLimits.Speech.FileBytes} ", limits!);
    }

    [Theory]
    [InlineData("0.1 m\nx a\n")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void Anything_else_is_no_timing(string printed) => Assert.Null(EspeakTimings.Parse(printed));

    [Fact]
    public void A_line_without_a_sound_is_a_pause() =>
        Assert.Equal([new Phone(0, "m"), new(0.5, ""), new(0.75, "")], EspeakTimings.Parse("0.000000 m\n0.500000 _:\n0.750000 \n"));

    private static async Task<(EspeakTextToSpeech Engine, Voice Voice)> HindiAsync(EspeakProgram program)
    {
        var engine = new EspeakTextToSpeech(program, () => new TempFolder(Path.Combine(Path.GetTempPath(), $"speech-test-{Guid.NewGuid():N}")));
        var voices = (await engine.ProbeAsync(CancellationToken.None)).Voices;
        return (engine, voices.Single(voice => voice.Id == "espeak-hi-female"));
    }

    /// <summary>What the kernel grants the process of .NET that has this word on its command line.</summary>
    private static string? LimitsOfProcessWith(string word)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                var words = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
                if (Path.GetFileName(words[0]) == "dotnet" && words.Contains(word))
                {
                    return File.ReadAllText(Path.Combine(process, "limits"));
                }
            }
            catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
            {
                // It is none of ours, or ended just now.
            }
        }

        return null;
    }

    private static double LastSound(Wave wave) => (double)(Array.FindLastIndex(wave.Samples, sample => Math.Abs(sample) > 0.01f) + 1) / wave.Rate;
}
