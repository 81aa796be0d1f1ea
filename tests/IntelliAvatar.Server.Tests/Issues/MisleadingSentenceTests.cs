using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Tests.Media;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A whole picture was called a damaged video, and what a file is was guessed at.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class MisleadingSentenceTests(MediaCorpus corpus)
{
    [Theory]
    [InlineData("cut.jpg", "The picture is damaged: the file ends before the picture does.")]
    [InlineData("cut.png", "The picture is damaged: the file ends before the picture does.")]
    [InlineData("cut_60.mp4", "The video is damaged: the file ends before its content does.")]
    [InlineData("free_20k.mp4", "The video cannot be used: the file has more than 10000 parts.")]
    public Task A_file_is_called_what_it_is_and_damaged_only_when_it_is(string name, string sentence) => RefusesAsync(corpus[name], sentence);

    [Fact]
    public async Task A_picture_of_too_many_scans_is_not_damaged()
    {
        var jpg = await File.ReadAllBytesAsync(corpus["photo.jpg"]);
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x00];
        var path = corpus.New(".jpg");
        await File.WriteAllBytesAsync(path, [.. jpg[..^2], .. Enumerable.Repeat(scan, 101).SelectMany(bytes => bytes), .. jpg[^2..]]);
        await RefusesAsync(path, "The picture cannot be used: the file is a JPEG of more than 100 scans");
    }

    [Fact]
    public async Task A_picture_with_more_data_than_it_needs_is_not_damaged()
    {
        var png = await File.ReadAllBytesAsync(corpus["photo.png"]);
        var idat = png.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] empty = [0, 0, 0, 0, .. "IDAT"u8, 0x35, 0xAF, 0x06, 0x1E];
        var path = corpus.New(".png");
        await File.WriteAllBytesAsync(path, [.. png[..idat], .. Enumerable.Repeat(empty, 10_001).SelectMany(bytes => bytes), .. png[idat..]]);
        await RefusesAsync(path, "The picture cannot be used: the file has more than 10000 parts");
    }

    [Fact]
    public async Task A_picture_that_cannot_be_decoded_is_called_a_picture()
    {
        var png = await File.ReadAllBytesAsync(corpus["photo.png"]);
        var path = corpus.New(".png");
        for (var at = 60; at < png.Length - 40; at++)
        {
            png[at] = (byte)(png[at] ^ 0x55);
        }

        await File.WriteAllBytesAsync(path, png);
        await RefusesAsync(path, "The picture is damaged");
    }

    private async Task RefusesAsync(string path, string beginning)
    {
        var result = await corpus.Intake.AcceptVideoAsync(path, Path.Combine(corpus.NewDirectory(), "accepted.mp4"), new("tests"), default);
        Assert.StartsWith(beginning, Assert.IsType<IntakeResult.Refused>(result).Refusal.Detail, StringComparison.Ordinal);
    }
}
