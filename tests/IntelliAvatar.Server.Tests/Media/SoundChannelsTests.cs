using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

public sealed class SoundChannelsTests
{
    private const int Rate = 8000;

    [Fact]
    public void Two_people_with_a_microphone_each_are_both_kept_however_little_one_says()
    {
        // One speaks for nine seconds, the other for one.
        var sound = new SoundChannels(2, Rate);
        Add(sound, 9, (i, random) => ((short)random.Next(-8000, 8000), 0));
        Add(sound, 1, (i, random) => (0, (short)random.Next(-8000, 8000)));
        Assert.Equal(SoundChannels.Verdict.Mixed, sound.Judge().Verdict);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void A_channel_with_a_little_noise_is_dead(int noise)
    {
        var sound = new SoundChannels(2, Rate);
        Add(sound, 3, (i, random) => ((short)random.Next(-noise, noise), (short)(i / 2000 % 2 == 0 ? random.Next(-8000, 8000) : 0)));
        Assert.Equal((SoundChannels.Verdict.Alone, 1), sound.Judge());
    }

    [Fact]
    public void An_offset_is_no_sound()
    {
        var sound = new SoundChannels(2, Rate);
        Add(sound, 3, (i, random) => (20_000, (short)random.Next(-8000, 8000)));
        Assert.Equal((SoundChannels.Verdict.Alone, 1), sound.Judge());
    }

    [Theory]
    [InlineData(1.0, SoundChannels.Verdict.Mixed)]
    [InlineData(0.5, SoundChannels.Verdict.Mixed)]
    [InlineData(-1.0, SoundChannels.Verdict.Opposed)]
    [InlineData(-0.5, SoundChannels.Verdict.Opposed)]
    [InlineData(0.0, SoundChannels.Verdict.Alone)]
    internal void What_the_other_channel_says_decides(double other, SoundChannels.Verdict verdict)
    {
        var sound = new SoundChannels(2, Rate);
        Add(sound, 2, (i, random) => random.Next(-8000, 8000) is var said ? ((short)said, (short)(said * other)) : default);
        Assert.Equal(verdict, sound.Judge().Verdict);
    }

    [Fact]
    public void Different_sounds_of_a_room_are_mixed()
    {
        var sound = new SoundChannels(2, Rate);
        Add(sound, 2, (i, random) => ((short)random.Next(-8000, 8000), (short)random.Next(-8000, 8000)));
        Assert.Equal(SoundChannels.Verdict.Mixed, sound.Judge().Verdict);
    }

    [Fact]
    public void Of_nothing_nothing_is_said() => Assert.Equal(SoundChannels.Verdict.Mixed, new SoundChannels(2, Rate).Judge().Verdict);

    private static void Add(SoundChannels sound, int seconds, Func<int, Random, (short Left, short Right)> make)
    {
        var random = new Random(3);
        for (var i = 0; i < seconds * Rate; i++)
        {
            var (left, right) = make(i, random);
            sound.Add([left, right]);
        }
    }
}
