using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Flite;

namespace IntelliAvatar.Server.Tests.Speech.Flite;

public sealed class FliteTimingsTests
{
    [Fact]
    public void Each_line_goes_on_where_the_one_before_ended() => Assert.Equal(
        [new Phone(0, ""), new(0.164, "h"), new(0.255, "oʊ"), new(0.4, ""), new(0.5, "m"), new(0.6, "")],
        FliteTimings.Parse("pau:0.164 hh:0.255 ow:0.400 \npau:0.100 m:0.200 \n")!.Select(phone => phone with { Start = Math.Round(phone.Start, 6) }));

    [Theory]
    [InlineData("pau:x")]
    [InlineData("hello")]
    [InlineData("hh:0.1 nonsense")]
    public void Anything_else_is_no_timing(string printed) => Assert.Null(FliteTimings.Parse(printed));
}
