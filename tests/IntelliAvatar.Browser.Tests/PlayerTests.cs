using IntelliAvatar.Browser.Tests.Support;

namespace IntelliAvatar.Browser.Tests;

/// <summary>Base and result are one player.</summary>
[Collection(BrowserTests.Name)]
public sealed class PlayerTests(Chromium browser, Stage stage, SampleMedia media)
{
    [Fact]
    public async Task Whichever_is_played_stopped_or_moved_the_other_goes_with_it_and_a_shorter_base_goes_round()
    {
        var speech = media.Make("four.wav", "-f", "lavfi", "-i", "sine=f=220:r=16000:d=4", "-c:a", "pcm_s16le");
        var result = media.Make(
            "four.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=4", "-i", speech, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart");
        var usual = stage.Gpu.Result;
        try
        {
            stage.RenderAll();
            stage.Gpu.Result = await File.ReadAllBytesAsync(result);
            var id = await stage.Client.JobIdAsync(await stage.Client.PostSyncAsync(media.Video, speech, "?user_id=anita"));
            await stage.Client.EndAsync(id);
            await using var tab = await browser.OpenAsync(stage.Url);
            var page = tab.Page;
            await tab.GoAsync($"/jobs/{id}");
            await page.WaitForFunctionAsync("() => document.querySelector('#result').duration > 3.5 && document.querySelector('#base').duration < 2.5");
            Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('#base').muted && document.querySelector('#base').loop"));

            await page.EvaluateAsync("() => document.querySelector('#base').play()");
            await page.WaitForFunctionAsync("() => !document.querySelector('#result').paused && document.querySelector('#result').currentTime > 0.3");
            await page.EvaluateAsync("() => document.querySelector('#base').pause()");
            await page.WaitForFunctionAsync("() => document.querySelector('#result').paused");

            await page.EvaluateAsync("() => { document.querySelector('#result').currentTime = 3; }");
            await page.WaitForFunctionAsync("() => Math.abs(document.querySelector('#base').currentTime - 1) < 0.05");
            await page.EvaluateAsync("() => { document.querySelector('#base').currentTime = 0.4; }");
            await page.WaitForFunctionAsync("() => Math.abs(document.querySelector('#result').currentTime - 2.4) < 0.05");

            await page.EvaluateAsync("() => { document.querySelector('#result').currentTime = 1.5; return document.querySelector('#result').play(); }");
            await page.WaitForFunctionAsync("() => document.querySelector('#result').currentTime > 2.3 && document.querySelector('#base').currentTime < 1.5 && !document.querySelector('#base').paused");
            await page.WaitForFunctionAsync("() => document.querySelector('#result').ended && document.querySelector('#base').paused");
            tab.AssertQuiet();
        }
        finally
        {
            stage.Gpu.Result = usual;
        }
    }
}
