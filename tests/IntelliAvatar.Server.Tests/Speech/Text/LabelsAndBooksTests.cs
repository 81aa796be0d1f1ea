using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Names that are letters and digits, books of the Bible cut short, counts by a unit, and rows of tables.</summary>
public sealed class LabelsAndBooksTests
{
    [Theory]
    [InlineData("The count is 2.5 lakh/µL.", "The count is two point five lakh per microliter.")]
    [InlineData("RBC 4.5 million/µL and WBC 11,000/mm³.", "RBC four point five million per microliter and WBC eleven thousand per cubic millimeter.")]
    [InlineData("Sales of 2 lakh/month and 5 crore/year.", "Sales of two lakh per month and five crore per year.")]
    [InlineData("72 beats/min, 3 times/week, 45 words/minute, 12 cells/mm³.",
        "seventy-two beats per minute, three times per week, forty-five words per minute, twelve cells per cubic millimeter.")]
    [InlineData("Save it as H.264 or H.265, MP3 and MP4.", "Save it as H two six four or H two six five, MP three and MP four.")]
    [InlineData("Encode with x265, codec G.711; an X.509 certificate.", "Encode with x two six five, codec G seven one one; an X five zero nine certificate.")]
    [InlineData("It records 4K video at 1080p60 and 4K60; 720p30, 1080i50.",
        "It records four K video at ten eighty p sixty and four K sixty; seven twenty p thirty, ten eighty i fifty.")]
    [InlineData("Results for Q1-Q3 were good; Q2–Q4 too; H1-H2.", "Results for Q one to Q three were good; Q two to Q four too; H one to H two.")]
    [InlineData("Day 1 – Day 7, Class 6-Class 8, Unit 3 – Unit 5 and B1-B12.",
        "Day one to Day seven, Class six to Class eight, Unit three to Unit five and B one to B twelve.")]
    [InlineData("Read Matt. 5:3, Ps. 23 and Rom. 8:28.", "Read Matthew five verse three, Psalm twenty-three and Romans eight verse twenty-eight.")]
    [InlineData("Gen. 1:1, Ex. 20:3, 1 Cor. 13:4 and Prov. 3:5-6.",
        "Genesis one verse one, Exodus twenty verse three, one Corinthians thirteen verse four and Proverbs three verses five to six.")]
    [InlineData("Read Lk. 2:10. Then 2 Tim. 1:7 and Phil 4:13. Meet Dan 5:30 pm.",
        "Read Luke two verse ten. | Then two Timothy one verse seven and Philippians four verse thirteen. | Meet Dan five thirty P M.")]
    [InlineData("Matt. 6:33 is short; Gen. Rawat spoke; Ex. 3 is hard; Col. 3:23.",
        "Matthew six verse thirty-three is short; General Rawat spoke; exercise three is hard; Colossians three verse twenty-three.")]
    [InlineData("| Item | 2024 | 2025 |\n|---|---|---|\n| Revenue | 5,400 | 6,100 |\n| Net profit/(loss) | (1,250) | 340 |",
        "Item, twenty twenty-four, twenty twenty-five | Revenue, five thousand four hundred, six thousand one hundred | Net profit, loss, minus one thousand two hundred fifty, three hundred forty")]
    [InlineData("Net loss\t(12.5)\t₹340\nMargin\t(4%)\t6%", "Net loss, minus twelve point five, three hundred forty rupees | Margin, minus four percent, six percent")]
    [InlineData("<table><tr><th>Item</th><th>FY25</th></tr><tr><td>Loss</td><td>(1,250)</td></tr></table>",
        "Item, FY twenty-five | Loss, minus one thousand two hundred fifty")]
    [InlineData("1.\tOpen the app.\n2.\tTap Pay.", "one, Open the app. | two, Tap Pay.")]
    [InlineData("| (1) | First |\n| (2) | Second |", "one, First | two, Second")]
    public void Is_said_in_full(string text, string spoken) =>
        Assert.Equal(spoken, string.Join(" | ", TextNormalizer.Of(PlainText.Of(text), "en").Sentences.Select(sentence => sentence.Spoken)));
}
