namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>How words lie on a caption: two lines at most, each of at most 42 characters as people count them.</summary>
internal static class CaptionLines
{
    private const int Longest = 42, TooEarly = 60;

    /// <summary>Two lines of about the same length, if one would be too long.</summary>
    public static string Wrap(string text)
    {
        var places = new CaptionPlaces(text);
        return places.Count <= Longest ? text : string.Join('\n', places.CutAt(Line(places, 0, places.Count).At));
    }

    /// <summary>
    /// Pieces of a sentence of about the same length that fit on one caption each, cut where a clause ends if that is not too early.
    /// </summary>
    public static IEnumerable<string> Cut(string sentence)
    {
        var places = new CaptionPlaces(sentence);
        if (places.Count <= Longest)
        {
            return [sentence];
        }

        var (at, price) = Cue(places);
        var isOne = places.Count <= 2 * Longest && Line(places, 0, places.Count).Price is var whole
            && (whole < CaptionPlaces.InWord || price >= CaptionPlaces.InWord);
        return isOne ? [sentence] : places.CutAt(at) is var parts ? [parts[0], .. Cut(parts[1])] : [];
    }

    /// <summary>Two halves; one where nothing parts them well.</summary>
    public static string[] Halve(string piece)
    {
        var places = new CaptionPlaces(piece);
        var (at, price) = Enumerable.Range(1, Math.Max(0, places.Count - 1))
            .Select(place => (At: place, Price: places.PriceOf(place)))
            .Where(place => place.Price < CaptionPlaces.InAbbreviation)
            .DefaultIfEmpty((At: 0, Price: CaptionPlaces.InWord))
            .MinBy(place => place.Price + Math.Abs(places.Count - (2 * place.At)));
        return price < CaptionPlaces.InWord ? places.CutAt(at) : [piece];
    }

    /// <summary>Where the first caption of a sentence ends.</summary>
    private static (int At, int Price) Cue(CaptionPlaces places)
    {
        // Lines end between words, so that they are not filled.
        var cues = Math.Max(2, (places.Count + (2 * Longest) - 9) / ((2 * Longest) - 8));
        var even = places.Count / cues;
        return Enumerable.Range(1, Math.Min(2 * Longest, places.Count - 1))
            .Select(at => (At: at, Price: places.PriceOf(at)))
            .MinBy(place =>
                (2 * place.Price) + Math.Abs(place.At - even) + Line(places, 0, place.At).Price + (3 * place.At < even ? TooEarly : 0));
    }

    /// <summary>Where the first line of a caption ends; 0: it has one.</summary>
    private static (int At, int Price) Line(CaptionPlaces places, int from, int to) => to - from <= Longest
        ? (0, 0)
        : Enumerable.Range(Math.Max(from + 1, to - Longest - 1),
            Math.Min(from + Longest, to - 1) - Math.Max(from + 1, to - Longest - 1) + 1)
            .Where(at => to - at - (places.IsBlank(at) ? 1 : 0) <= Longest)
            .Select(at => (At: at, Price: places.PriceOf(at)))
            .MinBy(place => place.Price + Math.Abs(from + to - (2 * place.At)));
}
