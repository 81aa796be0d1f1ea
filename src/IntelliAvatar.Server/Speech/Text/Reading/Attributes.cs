using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Tells in English whether an amount describes the noun behind it: a five hundred rupee note, two ten liter cans.</summary>
internal static partial class Attributes
{
    /// <param name="at">Where the amount begins.</param>
    /// <param name="end">Behind its sign or unit.</param>
    public static bool Precede(Sentence sentence, int at, int end) =>
        Thing().IsMatch(sentence.Text, end)
        || (Article().IsMatch(sentence.Text.AsSpan(Math.Max(0, at - 24), Math.Min(24, at))) && Noun().IsMatch(sentence.Text, end));

    [GeneratedRegex(@"(?<![\p{L}\d])(?i:an?|the|this|that|each|every|another|any|one|two|three|four|five|six|ten|\d{1,2}|single|first|second|next|last|my|your|our|his|her|its|their) $")]
    private static partial Regex Article();

    // No preposition, conjunction, pronoun or verb.
    [GeneratedRegex(
        @"\G[ -](?!(?:of|and|or|but|nor|is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|to|in|on|at|from|with|without|as|by|for|per|than|that|which|who|it|he|she|we|you|they|I|if|when|" +
        @"while|because|so|then|now|not|only|each|every|more|less|off|extra|full|empty|done|a|an|the|this|these|those|my|your|our|his|her|their|away|apart|ago|later|long|wide|high|tall|deep|thick|above|below|over|under|" +
        @"into|onto|up|down|out|before|after|during|until|till|since|against|among|between|through|via|plus|minus|went|goes|came|comes|made|makes|does|did|do|costs?|pays?|paid|gets?|got|back|again|today|tomorrow|" +
        @"yesterday|daily|weekly|monthly|yearly|or-so|approx\w*|respectively|wasted|saved|spent|spend)(?!\p{L}))[a-z]{3,}")]
    private static partial Regex Noun();

    [GeneratedRegex(
        @"\G-an?-[a-z]{3,}|\G[ -](?:new |old |plastic |glass |metal |steel |gift )?(?:notes?|coins?|bills?|bank ?notes?|stamps?|vouchers?|coupons?|tickets?|cheques?|lottery|loans?|projects?|schemes?|funds?|fines?|packs?|packets?|pouch\w*|bottles?|" +
        @"cans?|jars?|jugs?|tanks?|buckets?|drums?|bags?|boxes|box|cylinders?|cookers?|engines?|batter(?:y|ies)|chargers?|bulbs?|motors?|runs?|walks?|races?|marathons?|treks?|radius|tablets?|capsules?|syringes?|geysers?|" +
        @"displays?|screens?|pipes?|wires?|cables?|shifts?|classes|courses?|videos?|papers?|clubs?)(?!\p{L})")]
    private static partial Regex Thing();
}
