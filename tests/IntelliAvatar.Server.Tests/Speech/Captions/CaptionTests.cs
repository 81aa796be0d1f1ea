using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Captions;

namespace IntelliAvatar.Server.Tests.Speech.Captions;

public sealed class CaptionTests
{
    private const string Text =
        "Hello, and welcome to our course. Today we learn how to boil an egg, which is easier than you think! First take 2 eggs from the fridge. " +
        "Then put them into hot water, wait for about seven minutes, and cool them down under the tap so that they stop cooking; in the end you peel them. Bon appetit.";

    [Fact]
    public async Task A_real_voices_sentences_begin_and_end_at_its_pauses()
    {
        await using var sandbox = new SpeechSandbox();
        var spoken = await sandbox.SpokenAsync(new SpeechRequest(Text, "flite-slt"));
        var phones = spoken.Phones!;

        var captions = CaptionTrack.Of(Text, spoken.Duration, phones, "en");

        Assert.True(captions.Count >= 6);
        Assert.Equal(string.Concat(Text.Where(char.IsLetter)), string.Concat(string.Concat(captions.Select(caption => caption.Text)).Where(char.IsLetter)));
        foreach (var (before, after) in captions.Zip(captions.Skip(1)))
        {
            Assert.True(before.To <= after.From && before.From < before.To);
            if (".!".Contains(before.Text[^1]))
            {
                // The pause after a sentence is the longest there is (0.35 s): the caption ends where it begins.
                Assert.True(after.From - before.To >= TimeSpan.FromSeconds(0.25), $"{before} runs into {after}");
                Assert.Equal(PauseAt(phones, before.To.TotalSeconds).From, before.To.TotalSeconds, 0.001);
            }
        }

        Assert.True(captions[^1].To <= spoken.Duration);
    }

    [Fact]
    public void Without_timings_pieces_share_the_time_by_their_letters()
    {
        var captions = CaptionTrack.Of("Aaaaaaaaaa. Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.", TimeSpan.FromSeconds(8), null, null);

        Assert.Equal(2, captions.Count);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(8)), (captions[0].From, captions[^1].To));
        Assert.Equal(2, captions[0].To.TotalSeconds, 0.1);
        Assert.Equal(captions[0].To, captions[1].From);
        Assert.Contains("NOTE", CaptionFile.ToWebVtt(captions, isEstimate: true));
        Assert.DoesNotContain("NOTE", CaptionFile.ToWebVtt(captions, isEstimate: false));
    }

    [Fact]
    public void The_silence_at_the_end_is_no_pause_between_two_captions()
    {
        Phone[] phones = [new(0, "a"), new(1, ""), new(1.3, "b"), new(1.5, ""), new(1.8, "c"), new(2, "")];

        var captions = CaptionTrack.Of("Is it good? Short. Yes. No. OK.", TimeSpan.FromSeconds(2.5), phones, "en");

        Assert.All(captions, caption => Assert.True(caption.From < caption.To, $"{caption.From} to {caption.To}"));
        Assert.Equal(TimeSpan.FromSeconds(2), captions[^1].To);
    }

    [Fact]
    public void A_silent_track_and_a_text_without_words_have_no_captions()
    {
        Assert.Empty(CaptionTrack.Of("Hello.", TimeSpan.FromSeconds(1), [new Phone(0, "")], null));
        Assert.Empty(CaptionTrack.Of("…", TimeSpan.FromSeconds(1), null, null));
    }

    [Fact]
    public void Files_have_their_forms_times_and_two_lines_at_most()
    {
        IReadOnlyList<Caption> captions =
        [
            new(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3.25), "a < b & c"),
            new(TimeSpan.FromSeconds(3725.001), TimeSpan.FromSeconds(3726), "one two three four five six seven eight nine ten eleven"),
        ];

        Assert.Equal(
            "WEBVTT\n\n00:00:01.500 --> 00:00:03.250\na &lt; b &amp; c\n\n01:02:05.001 --> 01:02:06.000\none two three four five six\nseven eight nine ten eleven\n\n",
            CaptionFile.ToWebVtt(captions, isEstimate: false));
        Assert.Equal(
            "1\n00:00:01,500 --> 00:00:03,250\na < b & c\n\n2\n01:02:05,001 --> 01:02:06,000\none two three four five six\nseven eight nine ten eleven\n\n",
            CaptionFile.ToSubRip(captions));
    }

    [Fact]
    public void Captions_are_the_sentences_of_the_speech()
    {
        const string text = "Dr. Sharma will see you now at St. Mary Hospital. Mr. Rao paid Rs. 500 for No. 5 on Feb. 3 at 5 p.m. and left. See www.example.com/a?b=c for e.g. a map.";
        Assert.Equal(
            ["Dr. Sharma will see you now at St. Mary Hospital.", "Mr. Rao paid Rs. 500 for No. 5 on Feb. 3 at 5 p.m. and left.", "See www.example.com/a?b=c for e.g. a map."],
            CaptionTrack.Of(text, TimeSpan.FromSeconds(14), null, null).Select(caption => caption.Text));
    }

    [Theory]
    [InlineData("Hello 👍🏽 <b>everybody</b> &amp; welcome <Name>! **Bold** text", "Hello everybody & welcome Name!|Bold text")]
    [InlineData("# Title\n- one thing\n- another", "Title|one thing|another")]
    [InlineData("---नमस्ते दोस्तों। डॉ. शर्मा आए।", "नमस्ते दोस्तों।|डॉ. शर्मा आए।")]
    [InlineData("Call J. R. Rao at 9 a.m. today. Bye.", "Call J. R. Rao at 9 a.m. today.|Bye.")]
    public void Captions_show_what_is_said(string text, string cues) =>
        Assert.Equal(cues, string.Join('|', CaptionTrack.Of(text, TimeSpan.FromSeconds(6), null, null).Select(caption => caption.Text)));

    [Theory]
    [InlineData("word and other words ")]
    [InlineData("मेरा नाम क्षत्रिय है और मैं हिंदी बोलता हूँ ")]
    [InlineData("எனக்கு தமிழ் நன்றாகத் தெரியும் ")]
    [InlineData("私は日本語を話します")]
    [InlineData("ภาษาไทยเขียนติดกันไม่มีช่องว่าง")]
    [InlineData("👨‍👩‍👧é")]
    [InlineData("https://www.example.com/a/very/long/address/without/any/blank/in/it/at/all?and=more ")]
    public void No_caption_has_more_than_two_lines_of_42_or_lasts_longer_than_7_seconds(string words)
    {
        var text = "A" + string.Concat(Enumerable.Repeat(words, 12)).Trim();
        var captions = CaptionTrack.Of(text, TimeSpan.FromSeconds(60), null, null);

        Assert.All(captions, caption => Assert.True(caption.To - caption.From <= TimeSpan.FromSeconds(7.001) && caption.From < caption.To, $"{caption}"));
        var lines = CaptionFile.ToSubRip(captions).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(cue => cue.Split('\n')[2..]).ToList();
        Assert.All(lines, cue => Assert.InRange(cue.Length, 1, 2));
        Assert.All(lines.SelectMany(cue => cue), line => Assert.InRange(new System.Globalization.StringInfo(line).LengthInTextElements, 1, 42));
    }

    [Theory]
    [InlineData(null, "Hello dear friends and welcome.")]
    [InlineData("hi", "Hello dear friends and welcome.|नमस्ते।")]
    [InlineData("en-IN", "Hello dear friends and welcome.")]
    public void What_is_said_is_what_the_language_of_the_speech_reads(string? language, string cues) =>
        Assert.Equal(cues, Cues("Hello dear friends and welcome. नमस्ते।", 6, language));

    [Theory]
    [InlineData("Please bring your own notebooks, pens, pencils, erasers, rulers, geometry boxes, calculators etc.", 7,
        "Please bring your own notebooks, pens, pencils,|erasers, rulers, geometry boxes, calculators etc.")]
    [InlineData("He met Dr. A. P. J. Abdul Kalam and Prof. C. N. R. Rao at the campus in Bengaluru on 5 Feb. 2015 with Lt. Col. J. S. Rana.",
        9,
        "He met Dr. A. P. J. Abdul Kalam and Prof. C. N. R. Rao at the|campus in Bengaluru on 5 Feb. 2015 with Lt. Col. J. S. Rana.")]
    [InlineData("He left in May. Ph.D. Then he came back.", 4, "He left in May. Ph.D.|Then he came back.")]
    [InlineData("Dr. Rao", 9, "Dr. Rao")]
    [InlineData("हिंदी में यह एक बहुत लंबा वाक्य है जिसमें डॉ. ए. पी. जे. अब्दुल कलाम और श्री बी. आर. अंबेडकर का नाम आता है, और वह 5 कि.मी. दूर रहते हैं।",
        9,
        "हिंदी में यह एक बहुत लंबा वाक्य है जिसमें डॉ. ए. पी. जे. अब्दुल कलाम और|श्री बी. आर. अंबेडकर का नाम आता है, और वह 5 कि.मी. दूर रहते हैं।")]
    [InlineData("See https://www.example.com/a/very/long/address/without/any/blank/in/it/at/all?and=more&and=still-more&even=more-than-that-12345 for the details of this long course.",
        14,
        "See https://www.example.com/a/very/long/|address/without/any/blank/in/it/at/all?|and=more&and=still-more&even=more-than-that-12345 for|the details of this long course.")]
    public void A_caption_ends_where_people_take_a_breath(string text, int seconds, string cues) =>
        Assert.Equal(cues, Cues(text, seconds, null));

    [Theory]
    [InlineData("Mr. Rao paid Rs. 500 for No. 5 on Feb. 3 at 5 p.m. and left. See www.example.com/a?b=c for e.g. a map.", "en")]
    [InlineData("के. एल. राहुल ने 5 कि.मी. दौड़कर रु. 500 जीते। Python और JavaScript सीखेंगे and then we build it.", "hi")]
    [InlineData("ஏ. பி. ஜே. அப்துல் கலாம் 15 கி.மீ. நடந்தார். திரு. குமார் வந்தார்.", "ta")]
    [InlineData("ఎస్. ఎస్. రాజమౌళి 3వ సినిమా. 15 కి.మీ. దూరం.", "te")]
    [InlineData("বি. আর. আম্বেদকর ৫ কি.মি. হেঁটে গেলেন। ডঃ সেন এলেন।", "bn")]
    [InlineData("ذهب الدكتور إلى المدرسة في الصباح، ثم عاد إلى البيت؟ نعم.", "ar")]
    [InlineData("私は日本語を話します。とても長い文章なので、どこで切ればよいのか分かりません！", "ja")]
    [InlineData("ภาษาไทยเขียนติดกันไม่มีช่องว่าง และ English ด้วย", "th")]
    [InlineData("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftstreffenimjuni is long.", "en")]
    [InlineData("Yes. No. OK. Go! A.", "en")]
    public void With_pauses_wherever_they_fall_captions_follow_each_other_and_none_is_empty(string words, string language)
    {
        foreach (var seed in Enumerable.Range(1, 25))
        {
            var random = new Random(seed);
            var text = string.Join(' ', Enumerable.Repeat(words, random.Next(1, 5)));
            var phones = new List<Phone>();
            var at = 0d;
            for (; at < text.Length * (0.03 + (0.05 * random.NextDouble())); at += 0.02 + (random.NextDouble() * 0.3))
            {
                phones.Add(new(at, random.Next(5) == 0 ? "" : "a"));
            }

            var captions = CaptionTrack.Of(text, TimeSpan.FromSeconds(at), [.. phones, new(at, "")], language);

            Assert.All(captions, caption => Assert.True(caption.From >= TimeSpan.Zero && caption.From < caption.To
                && caption.To.TotalSeconds <= Math.Min(at, caption.From.TotalSeconds + 7) + 0.001, $"{caption}"));
            Assert.All(captions.Zip(captions.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
            Assert.All(captions, caption => Assert.Contains(caption.Text, char.IsLetterOrDigit));
            Assert.All(captions.SelectMany(caption => CaptionLines.Wrap(caption.Text).Split('\n')),
                line => Assert.InRange(new System.Globalization.StringInfo(line).LengthInTextElements, 1, 42));
            Assert.Equal(text.Count(char.IsLetterOrDigit), captions.Sum(caption => caption.Text.Count(char.IsLetterOrDigit)));
        }
    }

    private static string Cues(string text, int seconds, string? language) =>
        string.Join('|', CaptionTrack.Of(text, TimeSpan.FromSeconds(seconds), null, language).Select(caption => caption.Text));

    private static (double From, double To) PauseAt(IReadOnlyList<Phone> phones, double time) =>
        phones.Zip(phones.Skip(1)).Where(pair => pair.First.Symbol.Length == 0).Select(pair => (pair.First.Start, pair.Second.Start)).MinBy(pause => Math.Abs(pause.Item1 - time));
}
