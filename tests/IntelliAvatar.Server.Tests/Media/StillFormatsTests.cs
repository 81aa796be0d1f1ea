using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>Pictures as phones, browsers and scanners make them.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class StillFormatsTests(MediaCorpus corpus)
{
    private const string Second = "a still picture was made into a video of one second", Upright = "turned upright, as its camera noted", White = "laid on white where it is transparent";

    /// <summary>Left half red, right half blue: which way it was turned can be seen.</summary>
    private const string Halves = "color=red:s=80x60,pad=160:60:0:0:blue";

    private const string Moving = "color=red:s=80x60:r=5,pad=160:60:0:0:blue[still];testsrc2=s=80x60:r=5[moves];[still][moves]overlay=enable='gt(t,0.3)'";

    private const string Glass = "color=red@0:s=80x60,format=rgba";

    private const string GlassOfPalette = "color=red@0:s=80x60:r=25:d=0.04,format=rgba,split[picture][seen];[seen]palettegen=reserve_transparent=1[palette];[picture][palette]paletteuse";

    private const string GlassMoving = "color=red@0:s=80x60:r=5,format=rgba,pad=84:64:2:2:red[still];testsrc2=s=84x64:r=5,format=rgba[moves];[still][moves]overlay=format=rgb:enable='gt(t,0.3)'";

    [Theory]
    [InlineData("lossy.webp", Halves, "-c:v libwebp -q:v 90")]
    [InlineData("lossless.webp", Halves, "-c:v libwebp -lossless 1")]
    [InlineData("still.gif", Halves, "")]
    [InlineData("still.bmp", Halves, "")]
    [InlineData("grey565.bmp", Halves, "-pix_fmt rgb565le")]
    [InlineData("plain.tiff", Halves, "-pix_fmt rgb24")]
    [InlineData("deflated.tiff", Halves, "-compression_algo deflate -pix_fmt rgb48le")]
    [InlineData("packed.tiff", Halves, "-compression_algo lzw -pix_fmt pal8")]
    [InlineData("moving.gif", Moving, "-frames:v 5 -r 5", "only its first picture was taken")]
    [InlineData("moving.webp", Moving, "-frames:v 5 -r 5 -c:v libwebp_anim", "only its first picture was taken")]
    [InlineData("moving.png", Moving, "-frames:v 5 -r 5 -f apng -pix_fmt rgb24", "only its first picture was taken")]
    [InlineData("glass.gif", GlassOfPalette, "", White)]
    [InlineData("glass_lossy.webp", Glass, "-c:v libwebp", White)]
    [InlineData("glass_lossless.webp", Glass, "-c:v libwebp -lossless 1", White)]
    [InlineData("glass.tiff", Glass, "", White)]
    [InlineData("glass_moving.webp", GlassMoving, "-frames:v 5 -r 5 -c:v libwebp_anim", "only its first picture was taken", White)]
    [InlineData("glass_palette.png", GlassOfPalette, "", White)]
    public async Task A_picture_of_any_usual_kind_becomes_a_second_of_video(string name, string picture, string options, params string[] changes)
    {
        await MakeAsync(name, picture, options);
        var (accepted, path) = await corpus.AcceptVideoAsync(name);
        Assert.Equal([Second, .. changes], accepted.Changes);
        var (left, right) = await SidesAsync(path);
        Assert.True(name.StartsWith("glass", StringComparison.Ordinal) ? IsWhite(left) && IsWhite(right) : IsRed(left) && IsBlue(right), $"{left} {right}");
    }

    [Theory]
    [InlineData("plain.heic", Halves)]
    [InlineData("plain.avif", Halves)]
    [InlineData("glass.heic", Glass)]
    [InlineData("glass.avif", Glass)]
    public async Task So_do_those_of_libheif(string name, string picture)
    {
        await MakeAsync("source_" + name + ".png", picture, "");
        await HeifAsync(name, "source_" + name + ".png");
        var (accepted, path) = await corpus.AcceptVideoAsync(name);
        Assert.Equal(picture == Glass ? [Second, White] : [Second], accepted.Changes);
        var (left, right) = await SidesAsync(path);
        Assert.True(picture == Glass ? IsWhite(left) && IsWhite(right) : IsRed(left) && IsBlue(right), $"{left} {right}");
    }

    [Theory]
    [InlineData("phone.jpg", "-pix_fmt yuvj420p", 4032, 3024, 2016, 1512)]
    [InlineData("grey.jpg", "-pix_fmt gray", 6000, 4000, 2350, 1566)]
    [InlineData("camera.jpg", "-pix_fmt yuvj422p", 8160, 6144, 2040, 1536)]
    [InlineData("panorama.jpg", "-pix_fmt yuvj420p", 8192, 1024, 4096, 512)]
    [InlineData("phone.png", "-pix_fmt rgb24", 4032, 3024, 2216, 1662)]
    [InlineData("palette.png", "-pix_fmt pal8", 4000, 3000, 2216, 1662)]
    [InlineData("phone.webp", "-c:v libwebp -q:v 60 -compression_level 0", 4032, 2268, 2560, 1440)]
    [InlineData("phone.bmp", "", 4000, 3000, 2216, 1662)]
    [InlineData("phone.tiff", "-pix_fmt rgb48le", 3600, 3600, 1920, 1920)]
    public async Task A_photo_that_is_larger_than_a_video_may_be_is_scaled_down(string name, string options, int width, int height, int outWidth, int outHeight)
    {
        await MakeAsync("large_" + name, $"color=red:s={width / 2}x{height},pad={width}:{height}:0:0:blue", options);
        var (accepted, path) = await corpus.AcceptVideoAsync("large_" + name);
        Assert.Equal([Second, $"scaled down to {outWidth}x{outHeight} (was {width}x{height})"], accepted.Changes);
        Assert.Equal($"h264 {outWidth} {outHeight} yuv420p", await MediaCorpus.AskAsync(path, "stream=codec_name,width,height,pix_fmt"));
        if (!name.StartsWith("grey", StringComparison.Ordinal))
        {
            var (left, right) = await SidesAsync(path);
            Assert.True(IsRed(left) && IsBlue(right), $"{left} {right}");
        }
    }

    [Fact]
    public async Task A_large_heic_is_scaled_down_too()
    {
        await MakeAsync("large_heic.png", "color=red:s=2016x3024,pad=4032:3024:0:0:blue", "");
        await HeifAsync("large.heic", "large_heic.png");
        var (accepted, _) = await corpus.AcceptVideoAsync("large.heic");
        Assert.Equal([Second, "scaled down to 2016x1512 (was 4032x3024)"], accepted.Changes);
    }

    [Theory]
    [InlineData("sideways.webp")]
    [InlineData("sideways.tiff")]
    [InlineData("sideways_large.jpg")]
    public async Task A_sideways_photo_of_any_kind_has_its_left_on_top(string name)
    {
        var isLarge = name.Contains("large", StringComparison.Ordinal);
        await MakeAsync("un" + name, isLarge ? "color=red:s=2016x3024,pad=4032:3024:0:0:blue" : Halves, name.EndsWith("tiff", StringComparison.Ordinal) ? "-pix_fmt rgb24" : "");
        await File.WriteAllBytesAsync(corpus[name], Turned(name, await File.ReadAllBytesAsync(corpus["un" + name])));
        var (accepted, path) = await corpus.AcceptVideoAsync(name);
        Assert.Equal(isLarge ? [Second, "scaled down to 1512x2016 (was 3024x4032)", Upright] : [Second, Upright], accepted.Changes);
        var (top, bottom) = await SidesAsync(path, isAbove: true);
        Assert.True(IsRed(top) && IsBlue(bottom), $"{top} {bottom}");
    }

    [Theory]
    [InlineData("many.jpg", 20_000, 2_000, "video_too_large_picture", "20000x2000")]
    [InlineData("many.gif", 65_000, 65_000, "video_too_large_picture", "65000x65000")]
    [InlineData("many.bmp", 40_000, 40_000, "video_too_large_picture", "40000x40000")]
    [InlineData("many.webp", 16_000, 16_000, "video_too_large_picture", "16000x16000")]
    [InlineData("many.tiff", 40_000, 40_000, "video_too_large_picture", "40000x40000")]
    public async Task A_small_file_that_says_it_is_vast_is_refused_by_its_header(string name, int width, int height, string code, string words)
    {
        await MakeAsync("small_" + name, Halves, name.EndsWith("webp", StringComparison.Ordinal) ? "-c:v libwebp" : "");
        await File.WriteAllBytesAsync(corpus[name], Resized(name, await File.ReadAllBytesAsync(corpus["small_" + name]), width, height));
        var estimate = await corpus.Intake.EstimateVideoAsync(corpus[name], corpus.NewDirectory(), new("tests"), default);
        Assert.Equal(code, estimate.Refusal?.Code);
        Assert.Contains(words, estimate.Refusal!.Detail);
    }

    [Theory]
    [InlineData("near.jpg", "-f image2pipe -c:v jpegls", "JPEG-LS")]
    [InlineData("exact.jpg", "-f image2pipe -pix_fmt bgr24 -c:v ljpeg", "lossless JPEG")]
    public async Task A_jpeg_of_a_rare_kind_is_refused_by_name(string name, string options, string kind)
    {
        await MakeAsync(name, Halves, options);
        Assert.Contains($"is a {kind}", (await corpus.RefuseVideoAsync(name)).Detail);
    }

    [Theory]
    [InlineData("cut.webp", "-c:v libwebp")]
    [InlineData("cut.gif", "")]
    [InlineData("cut.bmp", "")]
    [InlineData("cut.tiff", "")]
    public async Task A_picture_that_was_cut_off_is_refused_and_leaves_nothing(string name, string options)
    {
        await MakeAsync("whole_" + name, "testsrc2=s=160x120", options);
        var whole = await File.ReadAllBytesAsync(corpus["whole_" + name]);
        await File.WriteAllBytesAsync(corpus[name], whole[..(whole.Length * 2 / 3)]);
        Assert.Equal("video_broken", (await corpus.RefuseVideoAsync(name)).Code);
    }

    [Theory]
    [InlineData("plain.heic", 0.5)]
    [InlineData("plain.heic", 0.95)]
    [InlineData("plain.avif", 0.5)]
    public async Task A_heic_that_was_cut_off_is_refused_and_leaves_nothing(string name, double share)
    {
        await MakeAsync("heif_source.png", "testsrc2=s=160x120", "");
        await HeifAsync("whole_" + name, "heif_source.png");
        var whole = await File.ReadAllBytesAsync(corpus["whole_" + name]);
        await File.WriteAllBytesAsync(corpus["cut_" + name], whole[..(int)(whole.Length * share)]);
        Assert.Equal("video_broken", (await corpus.RefuseVideoAsync("cut_" + name)).Code);
    }

    [Fact]
    public async Task What_a_webp_or_gif_says_beside_its_picture_never_reaches_ffmpeg()
    {
        await MakeAsync("long.gif", "testsrc2=s=80x60:r=10:d=3", "-frames:v 30");
        await MakeAsync("long.webp", "testsrc2=s=80x60:r=10:d=3", "-frames:v 30 -c:v libwebp_anim");
        foreach (var (name, container) in new[] { ("long.gif", ContainerFormat.Gif), ("long.webp", ContainerFormat.WebP) })
        {
            var copy = corpus.New(".copy");
            var picture = StillPicture.CopyBare(new SourceFile(corpus[name], container), copy, 1_000_000);
            Assert.Equal((80, 60, null, true), (picture.Width, picture.Height, picture.Fault, picture.IsFirstOfMany));
            Assert.InRange(new FileInfo(copy).Length, 100, new FileInfo(corpus[name]).Length / 3);
        }
    }

    private static byte[] Turned(string name, byte[] file)
    {
        byte[] tiff = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        if (name.EndsWith(".jpg", StringComparison.Ordinal))
        {
            return [.. file[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. tiff, .. file[2..]];
        }

        if (name.EndsWith(".webp", StringComparison.Ordinal))
        {
            return [.. file, .. "EXIF"u8, (byte)tiff.Length, 0, 0, 0, .. tiff];
        }

        // ffmpeg's TIFF has a number of rows a strip (278) that can become an orientation (274) only by writing the directory again.
        var directory = (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        var entries = System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        List<byte[]> all = [.. Enumerable.Range(0, entries).Select(i => file[(directory + 2 + (12 * i))..(directory + 14 + (12 * i))]), [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]];
        var sorted = all.Where((entry, i) => i == all.Count - 1 || entry[0] != 0x12 || entry[1] != 0x01).OrderBy(entry => entry[0] | (entry[1] << 8)).ToList();
        var at = BitConverter.GetBytes(file.Length);
        return [.. file[..4], .. at, .. file[8..], (byte)sorted.Count, 0, .. sorted.SelectMany(entry => entry), 0, 0, 0, 0];
    }

    private static byte[] Resized(string name, byte[] file, int width, int height)
    {
        var ending = Path.GetExtension(name);
        if (ending == ".tiff")
        {
            var directory = BitConverter.ToInt32(file, 4);
            foreach (var (entry, size) in new[] { (0, width), (1, height) })
            {
                var at = Enumerable.Range(0, BitConverter.ToUInt16(file, directory)).Select(i => directory + 2 + (12 * i)).First(i => BitConverter.ToUInt16(file, i) == 256 + entry);
                BitConverter.GetBytes((ushort)4).CopyTo(file, at + 2);
                BitConverter.GetBytes(size).CopyTo(file, at + 8);
            }

            return file;
        }

        var (offset, isBig, bytes) = ending switch
        {
            ".jpg" => (file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 5, true, 2),
            ".gif" => (6, false, 2),
            ".bmp" => (18, false, 4),
            _ => (file.AsSpan().IndexOf("VP8 "u8) + 14, false, 2),
        };
        var (first, second) = ending == ".jpg" ? (height, width) : (width, height);
        foreach (var (value, i) in new[] { (first, 0), (second, 1) })
        {
            var written = BitConverter.GetBytes(value)[..bytes];
            (isBig ? [.. written.Reverse()] : written).CopyTo(file, offset + (i * bytes));
        }

        return file;
    }

    private static bool IsRed((int Y, int U, int V) colour) => colour.V > 200 && colour.Y is > 50 and < 75;

    private static bool IsBlue((int Y, int U, int V) colour) => colour.U > 200 && colour.Y is > 22 and < 42;

    private static bool IsWhite((int Y, int U, int V) colour) => colour.Y > 228;

    private Task MakeAsync(string name, string picture, string options) => corpus.FfmpegAsync(
        ["-f", "lavfi", "-i", picture, .. options.Contains("-frames:v", StringComparison.Ordinal) ? Array.Empty<string>() : ["-frames:v", "1"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), name]);

    private async Task HeifAsync(string name, string picture)
    {
        string[] kind = name.EndsWith("avif", StringComparison.Ordinal) ? ["-A"] : [];
        var exit = await ChildProcess.RunAsync(new ChildCommand("heif-enc", [.. kind, "-q", "90", "-o", corpus[name], corpus[picture]]), default);
        Assert.True(exit.Succeeded, exit.Errors);
    }

    private async Task<((int Y, int U, int V) First, (int Y, int U, int V) Second)> SidesAsync(string path, bool isAbove = false)
    {
        await using var frames = Assert.IsType<MediaResult<FrameSpool>.Ready>(await FrameSpool.OpenAsync(path, corpus.NewDirectory(), MediaCorpus.Limits, 100, long.MaxValue, default)).Value;
        var picture = new LipSync.Core.YuvFrame(frames.Width, frames.Height);
        frames.Read(12, picture);
        var (near, far, middle) = (1, 3, 2);
        return isAbove ? (At(middle, near), At(middle, far)) : (At(near, middle), At(far, middle));

        (int Y, int U, int V) At(int x, int y)
        {
            var (column, row) = (picture.Width * x / 4, picture.Height * y / 4);
            var chroma = (row / 2 * (picture.Width / 2)) + (column / 2);
            return (picture.Y[(row * picture.Width) + column], picture.U[chroma], picture.V[chroma]);
        }
    }
}
