using System.Globalization;
using System.Text;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Speech.Text.Reading;

namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>
/// When which words of a text are heard. The text's pieces share the time in which there is sound by their letters; where the speech's own pauses are known,
/// a piece ends at the pause nearest to that, and the rest is shared again, so that an error does not add up.
/// </summary>
public sealed class CaptionTrack
{
    /// <summary>Longer than that no caption stands.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(7);

    private const double ShortestPause = 0.1, LongPause = 0.5, LeastTolerance = 0.4, Tolerance = 0.35, Earliest = 0.4;

    private readonly List<(double From, double To)> _sound = [], _pauses = [];

    private CaptionTrack(double seconds, IReadOnlyList<Phone>? phones)
    {
        if (phones is not { Count: > 0 })
        {
            _sound.Add((0, seconds));
            return;
        }

        for (var i = 0; i < phones.Count; i++)
        {
            var (from, to) = (phones[i].Start, i + 1 < phones.Count ? phones[i + 1].Start : seconds);
            var list = phones[i].Symbol.Length > 0 ? _sound : _pauses;
            if (list is [.., var last] && last.To == from)
            {
                list[^1] = (last.From, to);
            }
            else
            {
                list.Add((from, to));
            }
        }

        // The silence after the last sound parts nothing.
        _pauses.RemoveAll(pause => pause.To - pause.From < ShortestPause || (_sound.Count > 0 && pause.From >= _sound[^1].To));
    }

    /// <param name="script">As it was sent.</param>
    /// <param name="phones">Null: the times are estimates.</param>
    /// <param name="language">The text is spoken in it; null: it is found from the text.</param>
    public static IReadOnlyList<Caption> Of(string script, TimeSpan speech, IReadOnlyList<Phone>? phones, string? language)
    {
        var track = new CaptionTrack(speech.TotalSeconds, phones);
        if (track._sound.Count == 0)
        {
            return [];
        }

        var plain = PlainText.Of(script);
        language ??= WritingSystem.LanguagesOf(plain.Text)[0];
        var pieces = Joined(TextNormalizer.Of(plain, language).Sentences).SelectMany(sentence => Pieces(sentence, language)).ToList();
        while (true)
        {
            List<Caption> captions = [.. track.Share(pieces)];
            var tooLong = captions.FindIndex(caption => caption.To - caption.From > Longest && CaptionLines.Halve(caption.Text).Length == 2);
            if (tooLong < 0)
            {
                return [.. captions.Select(caption => caption with { To = caption.To - caption.From > Longest ? caption.From + Longest : caption.To })];
            }

            var halves = CaptionLines.Halve(pieces[tooLong].Text);
            pieces.Insert(tooLong + 1, PieceOf(halves[1], language, pieces[tooLong].EndsSentence));
            pieces[tooLong] = PieceOf(halves[0], language, endsSentence: false);
        }
    }

    /// <param name="Weight">How much there is to say.</param>
    private sealed record Piece(string Text, double Weight, bool EndsSentence);

    /// <summary>An abbreviation alone is shown with what stands beside it.</summary>
    private static List<SpokenSentence> Joined(IReadOnlyList<SpokenSentence> sentences)
    {
        var joined = new List<SpokenSentence>();
        foreach (var sentence in sentences)
        {
            if (joined is [.., var last] && (Abbreviations.IsAlone(last.Text) || Abbreviations.IsAlone(sentence.Text)))
            {
                joined[^1] = new($"{last.Text} {sentence.Text}", $"{last.Spoken} {sentence.Spoken}");
            }
            else
            {
                joined.Add(sentence);
            }
        }

        return joined;
    }

    private static IEnumerable<Piece> Pieces(SpokenSentence sentence, string language)
    {
        var parts = CaptionLines.Cut(sentence.Text).ToList();
        return parts.Count == 1 ? [new(sentence.Text, WeightOf(sentence.Spoken), true)] : parts.Select((part, i) => PieceOf(part, language, i == parts.Count - 1));
    }

    private static Piece PieceOf(string text, string language, bool endsSentence) => new(text, Math.Max(0.1, WeightOf(SentenceReader.Read(text, language, []))), endsSentence);

    private IEnumerable<Caption> Share(IReadOnlyList<Piece> pieces)
    {
        var weightLeft = pieces.Sum(piece => piece.Weight);
        var at = _sound[0].From;
        for (var i = 0; i < pieces.Count; i++)
        {
            var weight = pieces[i].Weight;
            var heard = HeardUntil(at);
            var (end, next) = i == pieces.Count - 1 ? (_sound[^1].To, _sound[^1].To) : Boundary(at, TimeOf(heard + ((HeardUntil(double.MaxValue) - heard) * weight / weightLeft)), pieces[i].EndsSentence);
            yield return new Caption(TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(end), pieces[i].Text);
            (at, weightLeft) = (next, weightLeft - weight);
        }
    }

    /// <summary>Where the piece ends and the next one begins: around the pause that fits best, or at the estimate.</summary>
    private (double End, double Next) Boundary(double from, double estimate, bool endsSentence)
    {
        var tolerance = Math.Max(LeastTolerance, Tolerance * (estimate - from));
        // A piece is not over as soon as it begins.
        var earliest = from + ((estimate - from) * Earliest);
        var fitting = _pauses.Where(pause => pause.From > earliest && Math.Abs(Middle(pause) - estimate) <= tolerance).ToList();
        return fitting.Count == 0 ? (estimate, estimate)
            : fitting.MinBy(pause => (Math.Abs(Middle(pause) - estimate) / tolerance) - (Math.Min(pause.To - pause.From, LongPause) * (endsSentence ? 2 : 1)));
    }

    /// <summary>Seconds of sound up to a time.</summary>
    private double HeardUntil(double time) => _sound.Sum(part => Math.Clamp(time, part.From, part.To) - part.From);

    private double TimeOf(double heard)
    {
        foreach (var (from, to) in _sound)
        {
            if (heard <= to - from)
            {
                return from + heard;
            }

            heard -= to - from;
        }

        return _sound[^1].To;
    }

    private static double Middle((double From, double To) span) => (span.From + span.To) / 2;

    /// <summary>How much there is to say: letters, their marks, and digits, which are read as words.</summary>
    private static double WeightOf(string text) => text.EnumerateRunes().Sum(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.DecimalDigitNumber => 3,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => 0.7,
        _ => Rune.IsLetter(rune) ? 1 : 0.2,
    });
}
