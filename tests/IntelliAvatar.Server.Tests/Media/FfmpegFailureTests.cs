using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Tests.Media;

public sealed class FfmpegFailureTests
{
    private static readonly Refusal Broken = new("broken", "It is broken.");

    [Theory]
    [InlineData(1, "av_interleaved_write_frame(): No space left on device", false, "storage_full", 507)]
    [InlineData(153, "", false, "media_too_large", 422)]
    [InlineData(1, "Error while decoding stream #0:0: Cannot allocate memory", false, "media_too_large", 422)]
    [InlineData(1, "x264 [error]: malloc of size 13926400 failed", false, "media_too_large", 422)]
    [InlineData(1, "Number of streams exceeds max_streams parameter (8)\nCannot allocate memory", false, "broken", 422)]
    [InlineData(152, "", false, "media_too_slow", 422)]
    [InlineData(255, "", false, "media_too_slow", 422)]
    [InlineData(137, "", true, "media_stalled", 503)]
    [InlineData(137, "", false, "media_stalled", 503)]
    [InlineData(1, "Invalid data found when processing input", false, "broken", 422)]
    [InlineData(139, "", false, "broken", 422)]
    public void Each_end_has_its_own_code(int exit, string errors, bool pastDeadline, string code, int status)
    {
        var refusal = FfmpegFailure.Explain(new ChildExit(exit, pastDeadline, [], errors, OutputCut: false), Broken);
        Assert.Equal((code, status), (refusal.Code, refusal.Status));
    }

    [Fact]
    public void A_machine_without_ffmpeg_is_set_up_wrongly_and_no_fault_of_the_file() =>
        Assert.Throws<InvalidOperationException>(() => FfmpegFailure.Explain(new ChildExit(127, PastDeadline: false, [], "", OutputCut: false), Broken));
}
