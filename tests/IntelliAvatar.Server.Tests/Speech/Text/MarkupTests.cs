using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("**Important:** please read # this _now_", "Important: please read # this now")]
    [InlineData("# Welcome #\n## To *our* shop", "Welcome\nTo our shop")]
    [InlineData("- one\n- [x] two\n* three\n• four", "one\ntwo\nthree\nfour")]
    [InlineData("> quoted\n---\n***\n===\nend", "quoted\nend")]
    [InlineData("```bash\nls\n```\nand `code`", "ls\nand code")]
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
    public void What_a_person_may_miss_is_named(string written, string pieces) => Assert.Equal(pieces, string.Join(' ', PlainText.Of(written).LeftOut.Select(left => left.Piece)));

    [Theory]
    [InlineData("en", "The sign ☯ and the word नमस्ते", "☯ नमस्ते")]
    [InlineData("hi", "यह வணக்கம் है ♪", "வணக்கம் ♪")]
    [InlineData("en", "x ⊕ y and 漢字", "⊕ 漢字")]
    [InlineData("en", "“Quoted” (and) said – plainly…", "")]
    [InlineData("de", "Ein ♪ Lied für 5 €", "♪")]
    public void What_the_voice_has_no_word_for_is_named(string language, string written, string pieces)
    {
        var leftOut = SpokenText.Of(PlainText.Of(written), language).LeftOut.Select(left => left.Piece).Order(StringComparer.Ordinal);
        Assert.Equal(pieces.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), leftOut);
    }
}
