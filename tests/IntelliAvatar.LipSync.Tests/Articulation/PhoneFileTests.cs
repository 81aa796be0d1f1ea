using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class PhoneFileTests
{
    [Fact]
    public void A_line_is_a_start_and_a_symbol_and_a_line_without_one_is_a_pause() =>
        Assert.Equal([new Phone(0, ""), new Phone(0.25, "b"), new Phone(0.31, "ˈɑː"), new Phone(1, "")], PhoneFile.Parse("0 \n0.250 b\n0.31\tˈɑː\n1.0\n"));

    [Fact]
    public void What_was_written_is_read_again()
    {
        Phone[] phones = [new(0, ""), new(0.125, "tʃ"), new(12.5, "m"), new(4000.001, "")];
        Assert.Equal(phones, PhoneFile.Parse(PhoneFile.Format(phones)));
        Assert.Equal("0.125 tʃ\n", PhoneFile.Format([phones[1]]));
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_empty_lines_do_no_harm() =>
        Assert.Equal([new Phone(0, "p"), new Phone(1, "a")], PhoneFile.Parse("\uFEFF0 p\r\n\r\n1 a\r\n"));

    [Theory]
    [InlineData("0 a\nfoo b", 2)]
    [InlineData("-1 a", 1)]
    [InlineData("NaN a", 1)]
    [InlineData("1e9 a", 1)]
    [InlineData("0,5 a", 1)]
    [InlineData("99999999999999999999 a", 1)]
    [InlineData("0 a\n2 b\n\n1 c", 4)]
    [InlineData("0 a b", 1)]
    [InlineData("0 a\0b", 1)]
    [InlineData("0 abcdefghijklmnopqrstuvwxyz", 1)]
    public void What_is_no_phone_is_refused_with_its_line(string text, int line) =>
        Assert.StartsWith($"Line {line}: ", Assert.Throws<FormatException>(() => PhoneFile.Parse(text)).Message);

    [Fact]
    public void An_endless_file_is_refused() =>
        Assert.Throws<FormatException>(() => PhoneFile.Parse(string.Concat(Enumerable.Repeat("0 a\n", 300_000))));

    [Fact]
    public void Random_text_is_read_or_refused()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var text = new string(random.GetItems("0123456789. \n\r\tabɑˈ\0\uFFFF-e".AsSpan(), random.Next(60)));
            try
            {
                Assert.True(PhoneFile.Parse(text).Count <= 60);
            }
            catch (FormatException refusal)
            {
                Assert.StartsWith("Line ", refusal.Message);
            }
        }
    }
}
