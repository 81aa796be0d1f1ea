using System.Collections.Concurrent;
using System.Net;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>The form on a bad line.</summary>
[Collection(BrowserTests.Name)]
public sealed class UploadTests(Chromium browser, Stage stage, SampleMedia media)
{
    private const int PieceBytes = 8 << 20;

    [Fact]
    public async Task What_is_cut_off_goes_on_where_it_was_and_the_job_is_made_once()
    {
        using var sandbox = new Sandbox();
        stage.RenderAll();
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        var sent = new ConcurrentQueue<string>();
        var isSeen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/v1/uploads/*", async route =>
        {
            var request = route.Request;
            var offset = await request.HeaderValueAsync("Upload-Offset");
            sent.Enqueue($"{request.Method} {offset}".TrimEnd());
            if (offset == $"{PieceBytes}" && sent.Count(one => one.StartsWith("PATCH", StringComparison.Ordinal)) <= 3)
            {
                await route.AbortAsync("connectionreset");
                return;
            }

            if (request.Method == "HEAD")
            {
                await isSeen.Task;
            }

            await route.ContinueAsync();
        });
        var orders = 0;
        await page.RouteAsync("**/v1/jobs", async route =>
        {
            if (Interlocked.Increment(ref orders) == 1)
            {
                await route.FetchAsync(); // it was made, but nobody heard of it
                await route.AbortAsync("connectionreset");
                return;
            }

            await route.ContinueAsync();
        });
        await tab.GoAsync("/new");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello.");
        await page.GetByLabel("Your name").FillAsync("patient");
        await page.Locator("#video").SetInputFilesAsync(await LargeAsync(sandbox));
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await Expect(page.Locator("#video-state")).ToHaveTextAsync("Connection lost; resuming…");
        await Expect(page.Locator("#sent-text")).ToHaveTextAsync("Connection lost; resuming…");
        isSeen.SetResult();

        await page.WaitForURLAsync("**/jobs/*");
        Assert.Equal(["PATCH 0", $"PATCH {PieceBytes}", "HEAD", $"PATCH {PieceBytes}", "HEAD", $"PATCH {PieceBytes}"], sent.Where(one => one != "DELETE"));
        Assert.Equal(2, orders);
        var id = Assert.Single(await stage.JobsOfAsync("patient"));
        Assert.EndsWith(id, page.Url, StringComparison.Ordinal);
        await stage.Client.EndAsync(id);
        tab.AssertQuiet("ERR_CONNECTION_RESET");
    }

    [Fact]
    public async Task When_the_job_is_made_its_uploads_go()
    {
        stage.RenderAll();
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello.");
        await page.GetByLabel("Your name").FillAsync("tidy");
        var created = await page.RunAndWaitForResponseAsync(() => page.Locator("#video").SetInputFilesAsync(media.Video), answer => answer.Request.Method == "POST");
        var upload = await created.HeaderValueAsync("location");
        await Expect(page.Locator("#video-state")).ToHaveTextAsync("Uploaded");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await page.WaitForURLAsync("**/jobs/*");
        await Eventually.HoldsAsync(async () => (await stage.Client.Http.GetAsync(upload)).StatusCode == HttpStatusCode.NotFound);
        await stage.Client.EndAsync(Assert.Single(await stage.JobsOfAsync("tidy")));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Too_many_uploads_are_said_at_once()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        var announced = 0;
        await page.RouteAsync("**/v1/uploads", route =>
        {
            Interlocked.Increment(ref announced);
            return route.FulfillAsync(new() { Status = 429, ContentType = "application/problem+json", Body = """{"code":"uploads_too_many","detail":"Too many files are on their way."}""" });
        });
        await tab.GoAsync("/new");

        await page.Locator("#video").SetInputFilesAsync(media.Video);

        await Expect(page.Locator("#video-error")).ToHaveTextAsync("Too many files are on their way.");
        Assert.Equal(1, announced);
        tab.AssertQuiet("Failed to load resource");
    }

    [Fact]
    public async Task An_upload_that_expired_meanwhile_is_sent_again()
    {
        stage.RenderAll();
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello.");
        await page.GetByLabel("Your name").FillAsync("slow");
        var created = await page.RunAndWaitForResponseAsync(() => page.Locator("#video").SetInputFilesAsync(media.Video), answer => answer.Request.Method == "POST");
        await Expect(page.Locator("#video-state")).ToHaveTextAsync("Uploaded");
        using var gone = new HttpRequestMessage(HttpMethod.Delete, await created.HeaderValueAsync("location")) { Headers = { { "Tus-Resumable", "1.0.0" } } };
        (await stage.Client.Http.SendAsync(gone)).EnsureSuccessStatusCode();
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Make the video" });

        await send.ClickAsync();
        await Expect(page.Locator("#form-error")).ToContainTextAsync("Upload the file again");
        await send.ClickAsync();

        await page.WaitForURLAsync("**/jobs/*");
        await stage.Client.EndAsync(Assert.Single(await stage.JobsOfAsync("slow")));
        tab.AssertQuiet("Failed to load resource"); // Chromium says so of every refusal
    }

    /// <summary>A video in two pieces: it ends with a box that players skip.</summary>
    private async Task<string> LargeAsync(Sandbox sandbox)
    {
        var path = sandbox.Path("large.mp4");
        await using var file = File.Create(path);
        await using (var video = File.OpenRead(media.Video))
        {
            await video.CopyToAsync(file);
        }

        await file.WriteAsync(new byte[] { 0, 0xa0, 0, 0, (byte)'f', (byte)'r', (byte)'e', (byte)'e' });
        await file.WriteAsync(new byte[0xa00000 - 8]);
        return path;
    }
}
