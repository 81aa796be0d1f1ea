using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("**Important:** please read # this _now_", "Important: please read # this now")]
    [InlineData("# Welcome #\n## To *our* shop", "Welcome\nTo our shop")]
    [InlineData("- one\n- [x] two\n* three\n• four", "one\ntwo\nthree\nfour")]
    [InlineData("> quoted\n---\n***\n===\nend", "quoted\nend")]
    [InlineData("```text\nMy script.\n```\nand `code`", "My script.\nand code")]
    [InlineData("```bash\nls\n```\nThat was code.", "That was code.")]
    [InlineData("```\nconst a = 5;\nfoo(a);\n```\nDone.", "Done.")]
    [InlineData("Use ~~old~~ new and ==marked== text[^1].\n\n[^1]: See page 4.", "Use new and marked text.")]
    [InlineData("[learn more][1] or [this][docs]\n[1]: https://example.com/more\n[docs]: <https://docs.example.com> \"The docs\"",
        "learn more or this")]
    [InlineData("India[1] is large.[2][3]", "India is large.")]
    [InlineData("$E=mc^2$ and \\(a+b\\) and $x$", "E=mc^2 and a+b and x")]
    [InlineData("$$\\frac{a}{b} \\neq \\sqrt{x_1^2} \\times \\pi$$", "a ÷ b ≠ √x₁^2 × π")]
    [InlineData("$\\alpha + 90^\\circ \\le \\text{all}$", "α + 90° ≤ all")]
    [InlineData("From $5 to $10, $20–$30, $5M and $1,000 = $1K", "From $5 to $10, $20–$30, $5M and $1,000 = $1K")]
    [InlineData("Great :smile: work at 10:30:45, a:b:c", "Great work at 10:30:45, a:b:c")]
    [InlineData("{{name}}, your bill is [AMOUNT]. Dear [Your Name], pay ${total} by {due_date}.", "your bill is. Dear, pay by.")]
    [InlineData("[Music] Hello (laughs) everyone.\n[0:05] Welcome back [NAME]!", "Hello everyone.\nWelcome back!")]
    [InlineData("He [the minister] said A = {1, 2, 3}.", "He [the minister] said A = {1, 2, 3}.")]
    [InlineData("नमस्ते {name} जी, आपका बिल [राशि] है।", "नमस्ते जी, आपका बिल है।")]
    [InlineData("&lt;b&gt;bold&lt;/b&gt; and <del>gone</del> kept", "bold and kept")]
    [InlineData("---\ntitle: Hi\nauthor: Me\n---\nHello all.", "Hello all.")]
    [InlineData("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\nMeaning")]
    [InlineData("> [!NOTE]\n> Mind the gap.\n::: tip\nGo on.\n:::", "Mind the gap.\nGo on.")]
    [InlineData("[our site](https://example.com/a_b) and ![a dog](dog.png)", "our site and a dog")]
    [InlineData("| Name | Age |\n|---|:-:|\n| Ravi | 30 |", "Name, Age\nRavi, 30")]
    [InlineData("snake_case and 2*3*4 and __init__", "snake_case and 2*3*4 and init")]
    [InlineData("Email Anita <anita@example.com> or <https://example.com>", "Email Anita anita@example.com or https://example.com")]
    [InlineData("Dear <Name>, if a < b and c > d", "Dear Name, if a < b and c > d")]
    [InlineData("Tom &amp; Jerry &lt;4 &nbsp;&copy; &amp;quot;x&amp;quot;", "Tom & Jerry <4 © \"x\"")]
    [InlineData("one<br>two<p>three</p>H<sub>2</sub>O m<sup>2</sup>", "one\ntwo\nthree\nH2O m²")]
    [InlineData("<!-- secret -->shown<script>alert(1)</script>", "shown")]
    [InlineData("zero\u200Bwidth so\u00ADft \uFEFFmark क्\u200Dष a\u200Db", "zerowidth soft mark क्\u200Dष ab")]
    [InlineData("---नमस्ते **दोस्तों**", "नमस्ते दोस्तों")]
    [InlineData("wait -- what ---- now", "wait — what — now")]
    [InlineData("5 \\* 3 \\_ x", "5 * 3 _ x")]
    public void Only_what_a_reader_sees_is_left(string written, string plain) => Assert.Equal(plain, PlainText.Of(written).Text);

    [Theory]
    [InlineData("Hello <break time=\"1s\"/> world", "<break time=\"1s\"/>")]
    [InlineData("Nice 👍🏽 work 🎉", "👍🏽 🎉")]
    [InlineData("See [us](https://example.com) :-)", "https://example.com :-)")]
    [InlineData("**Bold** and <b>bold</b> - nothing", "")]
    [InlineData("- [x] Buy milk\n- [ ] Call\n✔ Free wifi\n✘ No pets", "[x] [ ] ✔ ✘")]
    [InlineData("Use ~~old~~ new[^1] <s>x</s>\n[^1]: See 4.", "<s>x</s> [^1] ~~old~~ [^1]: See 4.")]
    [InlineData("```python\nprint(1)\n```\nIt ran :tada:", "```python print(1) :tada:")]
    [InlineData("[learn][1]\n[1]: https://example.com", "https://example.com")]
    [InlineData("{{name}} [AMOUNT] ${x} [Your Name] [Music] (laughs) [0:05] ok",
        "{{name}} [AMOUNT] ${x} [Your Name] [Music] (laughs) [0:05]")]
    [InlineData("<!-- note -->It is $\\oint f = 0$", "<!-- note --> \\oint")]
    public void What_a_person_may_miss_is_named(string written, string pieces) => Assert.Equal(pieces, string.Join(' ', PlainText.Of(written).LeftOut.Select(left => left.Piece)));

    [Theory]
    [InlineData("en", "The sign ☯ and the word नमस्ते", "☯ नमस्ते")]
    [InlineData("hi", "यह வணக்கம் है ♪", "வணக்கம் ♪")]
    [InlineData("en", "x ⊕ y and 漢字", "⊕ 漢字")]
    [InlineData("en", "“Quoted” (and) said – plainly…", "")]
    [InlineData("de", "Ein ♪ Lied für 5 €", "♪")]
    public void What_the_voice_has_no_word_for_is_named(string language, string written, string pieces)
    {
        var leftOut = TextNormalizer.Of(PlainText.Of(written), language).LeftOut.Select(left => left.Piece).Order(StringComparer.Ordinal);
        Assert.Equal(pieces.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), leftOut);
    }
}
