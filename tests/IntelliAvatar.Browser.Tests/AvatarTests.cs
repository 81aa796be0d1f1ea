using System.Net;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>The library of base videos.</summary>
[Collection(BrowserTests.Name)]
public sealed class AvatarTests(Chromium browser, Stage stage, SampleMedia media)
{
    [Fact]
    public async Task An_avatar_is_added_chosen_used_for_a_video_and_deleted()
    {
        stage.RenderAll();
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/avatars");
        if (!await page.Locator("#add").EvaluateAsync<bool>("add => add.open"))
        {
            await page.GetByText("Add an avatar").ClickAsync();
        }

        await page.Locator("#video").SetInputFilesAsync(media.Video);
        await Expect(page.GetByLabel("Name of the avatar")).ToHaveValueAsync("video");
        await page.GetByLabel("Name of the avatar").FillAsync("Meera at work");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to the library" }).ClickAsync();
        await Expect(page.Locator("#user-error")).Not.ToBeEmptyAsync();
        await page.GetByLabel("Your name").FillAsync("meera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to the library" }).ClickAsync();

        var card = page.Locator(".avatar").Filter(new() { HasText = "Meera at work" });
        await Expect(card).ToContainTextAsync("2.0 s");
        await Expect(card).ToContainTextAsync("for meera");
        await page.WaitForFunctionAsync("() => document.querySelector('.avatar img').naturalWidth > 0");
        await Expect(page.Locator("#video-name")).ToBeHiddenAsync();
        await tab.AssertNotReloadedAsync();

        await card.GetByRole(AriaRole.Link, new() { Name = "Make a video" }).ClickAsync();
        await Expect(page.Locator(".pick:has(input:checked)")).ToContainTextAsync("Meera at work");
        await page.GetByText("Upload a speech").ClickAsync();
        await page.Locator("#audio").SetInputFilesAsync(media.Speech);
        await Expect(page.Locator("#plan-facts")).ToContainTextAsync("1.0 s long");
        await Expect(page.GetByLabel("Your name")).ToHaveValueAsync("meera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();
        await page.WaitForURLAsync("**/jobs/*");
        await Expect(page.Locator("#result")).ToBeVisibleAsync();

        await tab.GoAsync("/avatars");
        var id = (await card.GetAttributeAsync("id"))!["avatar-".Length..];
        await tab.PressAndConfirmAsync(card.GetByRole(AriaRole.Button, new() { Name = "Delete" }));
        await Expect(card).ToHaveCountAsync(0);
        await tab.AssertNotReloadedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Client.Http.GetAsync($"/v1/avatars/{id}")).StatusCode);
        await tab.GoAsync($"/new?avatar={id}");
        await Expect(page.Locator("#video-error")).ToContainTextAsync("was deleted");
        tab.AssertQuiet("Failed to load resource"); // Chromium says so of every refusal
    }

    [Fact]
    public async Task An_empty_library_says_what_to_do_and_fills_while_it_is_looked_at()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", $"--ModelServers:0:Url={stage.Gpu.Url}");
        await using var tab = await browser.OpenAsync(server.Client.Http.BaseAddress!);
        await tab.GoAsync("/new");
        await Expect(tab.Page.Locator("[data-source=avatar]")).ToHaveCountAsync(0);
        await tab.GoAsync("/avatars");
        await Expect(tab.Page.Locator("#no-avatars")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("[data-drop=video]")).ToBeVisibleAsync();

        using var form = new MultipartFormDataContent
        {
            { new StringContent("ravi"), "user_id" }, { new StringContent("Ravi"), "name" }, { new ByteArrayContent(await File.ReadAllBytesAsync(media.Video)), "video", "ravi.mp4" },
        };
        (await server.Client.Http.PostAsync("/v1/avatars", form)).EnsureSuccessStatusCode();

        await Expect(tab.Page.Locator(".avatar h2")).ToHaveTextAsync("Ravi");
        await Expect(tab.Page.Locator("#no-avatars")).ToHaveCountAsync(0);
        await tab.AssertNotReloadedAsync();
        tab.AssertQuiet();
    }
}
