using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

public sealed class SquarePixelsTests
{
    [Theory]
    [InlineData(480, 360, 4 / 3.0, 640, 360)]
    [InlineData(720, 576, 16 / 15.0, 768, 576)]
    [InlineData(720, 576, 64 / 45.0, 1024, 576)]
    [InlineData(720, 480, 8 / 9.0, 720, 540)]
    [InlineData(1440, 1080, 4 / 3.0, 1920, 1080)]
    [InlineData(1080, 1440, 3 / 4.0, 1080, 1920)]
    [InlineData(960, 1080, 2.0, 1920, 1080)]
    public void A_picture_keeps_all_its_lines(int width, int height, double aspect, int madeWidth, int madeHeight)
    {
        var made = SquarePixels.Of(width, height, aspect, 25, new MediaLimits());
        Assert.Equal((madeWidth, madeHeight), (made.Width, made.Height));
    }

    [Theory]
    [InlineData(3840, 2160, 4 / 3.0, 3840, 1620)]
    [InlineData(2160, 3840, 3 / 4.0, 1620, 3840)]
    [InlineData(2560, 1440, 4 / 3.0, 2560, 1080)]
    [InlineData(160, 120, 9.0, 160, 12)]
    [InlineData(160, 120, 0.2, 32, 120)]
    public void One_that_would_become_too_large_is_scaled_down(int width, int height, double aspect, int madeWidth, int madeHeight)
    {
        var made = SquarePixels.Of(width, height, aspect, 25, new MediaLimits());
        Assert.Equal((madeWidth, madeHeight), (made.Width, made.Height));
    }

    [Fact]
    public void The_limits_of_an_installation_hold_for_the_stretched_picture()
    {
        Assert.Equal(480, SquarePixels.Of(480, 360, 4 / 3.0, 25, new MediaLimits { MaxPictureSide = 600 }).Width);
        Assert.Equal(480, SquarePixels.Of(480, 360, 4 / 3.0, 25, new MediaLimits { MaxPicturePixels = 200_000 }).Width);
        Assert.Equal(480, SquarePixels.Of(480, 360, 4 / 3.0, 6, new MediaLimits { MaxVideoPixels = 1_300_000 }).Width);
        Assert.Equal(640, SquarePixels.Of(480, 360, 4 / 3.0, 5, new MediaLimits { MaxVideoPixels = 1_300_000 }).Width);
    }
}
