using System.Net;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class FormTests(Chromium browser, Stage stage, SampleMedia media)
{
    [Fact]
    public async Task What_the_API_refuses_is_said_at_the_field()
    {
        using var sandbox = new Sandbox();
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Make the video" });
        await page.GetByLabel("Your name").FillAsync("anita");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello.");

        await send.ClickAsync();
        await Expect(page.Locator("#video-error")).ToContainTextAsync("video");

        await page.Locator("#video").SetInputFilesAsync(sandbox.Write("notes.mp4", "no video at all, but some words"));
        await send.ClickAsync();
        await Expect(page.Locator("#video-error")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#video")).ToBeFocusedAsync();

        await page.Locator("#video").SetInputFilesAsync(media.Video);
        await Expect(page.Locator("#video-error")).ToBeEmptyAsync();
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(new string('a', 501));
        await Expect(page.Locator("#text-count")).ToHaveTextAsync("1 characters too many");
        await send.ClickAsync();
        await Expect(page.Locator("#text-error")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#text")).ToHaveAttributeAsync("aria-invalid", "true");
        await tab.AssertNotReloadedAsync();
        tab.AssertQuiet("Failed to load resource"); // Chromium says so of every refusal
    }

    [Fact]
    public async Task A_file_is_dropped_and_a_large_upload_tells_how_far_it_is_and_is_stopped()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello.");
        await page.GetByLabel("Your name").FillAsync("anita");
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 4 << 20 });
        var created = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync(
                """
                () => {
                  const dropped = new DataTransfer();
                  dropped.items.add(new File([new Uint8Array(40 << 20)], 'large.mp4', { type: 'video/mp4' }));
                  document.querySelector('[data-drop=video]').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
                }
                """),
            answer => answer.Request.Method == "POST");
        await Expect(page.Locator("#video-name")).ToContainTextAsync("large.mp4 · 40 MiB");
        await page.WaitForFunctionAsync("() => document.querySelector('#video-sent').value > 0.05");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await page.WaitForFunctionAsync("() => document.querySelector('#sent').value > 0.05 && document.querySelector('#sent').value < 1");
        var deleted = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync(), answer => answer.Request.Method == "DELETE");
        Assert.Equal(204, deleted.Status);
        await Expect(page.Locator("#form-error")).ToHaveTextAsync("Stopped; nothing was submitted.");
        await Expect(page.Locator("#sending")).ToBeHiddenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Client.Http.GetAsync(await created.HeaderValueAsync("location"))).StatusCode);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_file_that_is_taken_back_is_deleted()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        var created = await page.RunAndWaitForResponseAsync(() => page.Locator("#video").SetInputFilesAsync(media.Video), answer => answer.Request.Method == "POST");
        await Expect(page.Locator("#video-state")).ToHaveTextAsync("Uploaded");

        await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Remove the file" }).ClickAsync(), answer => answer.Request.Method == "DELETE");

        await Expect(page.Locator("#video-name")).ToBeHiddenAsync();
        await Expect(page.Locator("#video-preview")).ToBeHiddenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Client.Http.GetAsync(await created.HeaderValueAsync("location"))).StatusCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();
        await Expect(page.Locator("#video-error")).ToHaveTextAsync("Choose a video or a picture of the person.");
        tab.AssertQuiet();
    }
}
