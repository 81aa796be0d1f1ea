using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Tests.Speech;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>eSpeak NG crashes on signs before letters of India. A job was tried five times, and by chance another voice spoke.</summary>
public sealed class CrashingPronouncerTests : IAsyncLifetime
{
    private readonly SpeechSandbox _sandbox = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Theory]
    [InlineData("hi", "---नमस्ते दोस्तों, आज हम सीखेंगे")]
    [InlineData("hi", "**नमस्ते** दोस्तों")]
    [InlineData("mr", "---नमस्कार मित्रांनो")]
    [InlineData("bn", "*** নমস্কার বন্ধুরা ***")]
    [InlineData("gu", "===નમસ્તે=== મિત્રો")]
    [InlineData("hi", "~~~ #!!नमस्ते!! ___ (--दोस्तों--)")]
    public async Task What_is_not_said_does_not_reach_it(string language, string text)
    {
        var request = new SpeechRequest(text, Gender: "female", Language: language);
        var first = await _sandbox.SpokenAsync(request, "a.wav");
        var second = await _sandbox.SpokenAsync(request, "b.wav");

        Assert.Equal(("flite-slt", "flite-slt"), (first.VoiceId, second.VoiceId));
        Assert.Equal(await File.ReadAllBytesAsync(_sandbox.PathOf("a.wav")), await File.ReadAllBytesAsync(_sandbox.PathOf("b.wav")));
    }

    [Theory]
    [InlineData("flite", "flite-slt")]
    [InlineData("espeak", "espeak-hi-female")]
    public async Task A_crash_ends_with_advice_and_is_not_tried_again(string provider, string voiceId)
    {
        var voice = (await _sandbox.Speech.ListVoicesAsync(CancellationToken.None)).Single(voice => voice.Id == voiceId);

        var outcome = await _sandbox.Engine(provider).SpeakAsync("---नमस्ते", voice, "hi", CancellationToken.None);

        var failed = Assert.IsType<ChunkOutcome.Failed>(outcome);
        Assert.Equal((SpeechFault.Text, "speech_crashed"), (failed.Fault, failed.Code));
        Assert.Contains("/v1/speech/check", failed.Reason, StringComparison.Ordinal);
        Assert.NotNull(Server.Jobs.Views.ErrorAdvice.Against(failed.Code));
    }
}
