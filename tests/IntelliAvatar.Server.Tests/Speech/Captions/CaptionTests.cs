using IntelliAvatar.LipSync.Audio;
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

        var captions = CaptionTrack.Of(Text, spoken.Duration, phones);

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
        var captions = CaptionTrack.Of("Aaaaaaaaaa. Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.", TimeSpan.FromSeconds(8), null);

        Assert.Equal(2, captions.Count);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(8)), (captions[0].From, captions[^1].To));
        Assert.Equal(2, captions[0].To.TotalSeconds, 0.1);
        Assert.Equal(captions[0].To, captions[1].From);
        Assert.Contains("NOTE", CaptionFile.ToWebVtt(captions, isEstimate: true));
        Assert.DoesNotContain("NOTE", CaptionFile.ToWebVtt(captions, isEstimate: false));
    }

    [Fact]
    public void A_silent_track_and_a_text_without_words_have_no_captions()
    {
        Assert.Empty(CaptionTrack.Of("Hello.", TimeSpan.FromSeconds(1), [new Phone(0, "")]));
        Assert.Empty(CaptionTrack.Of("…", TimeSpan.FromSeconds(1), null));
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

    private static (double From, double To) PauseAt(IReadOnlyList<Phone> phones, double time) =>
        phones.Zip(phones.Skip(1)).Where(pair => pair.First.Symbol.Length == 0).Select(pair => (pair.First.Start, pair.Second.Start)).MinBy(pause => Math.Abs(pause.Item1 - time));
}
