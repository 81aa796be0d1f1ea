using System.Text.RegularExpressions;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>What happens is seen as it happens, without reloading.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class LiveTests(Chromium browser, Stage stage)
{
    [Fact]
    public async Task A_job_is_followed_in_two_tabs_from_its_submission_to_its_end()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        var other = await tab.AnotherAsync();
        await tab.GoAsync("/");
        await other.GoAsync("/");
        stage.Hold();

        var id = await stage.SubmitAsync("two-tabs");

        foreach (var one in new[] { tab, other })
        {
            await Expect(one.Row(id).Locator(".chip")).ToHaveTextAsync("Running");
        }

        foreach (var rendered in new[] { 0.42, 0.87 })
        {
            stage.Progress = rendered;
            var progress = (await stage.Client.UntilAsync(id, job => job.GetProperty("progress").GetDouble() > rendered * 0.9)).GetProperty("progress").GetDouble();
            foreach (var one in new[] { tab, other })
            {
                await Expect(one.Row(id).Locator("[data-percent]")).ToHaveTextAsync($"{progress * 100:0} %");
                Assert.Equal(progress, await one.Row(id).Locator("progress").EvaluateAsync<double>("bar => bar.value"), 3);
            }
        }

        stage.Finish();
        foreach (var one in new[] { tab, other })
        {
            await Expect(one.Row(id).Locator(".chip")).ToHaveTextAsync("Done");
            await Expect(one.Row(id).Locator("[data-label='Duration']")).ToHaveTextAsync(Length());
            await Expect(one.Row(id).Locator("[data-label='End-to-end']")).ToHaveTextAsync(Length());
            await one.AssertNotReloadedAsync();
            one.AssertQuiet();
        }
    }

    [Fact]
    public async Task A_waiting_job_says_its_place_and_a_running_one_is_cancelled()
    {
        stage.Hold();
        await using var tab = await browser.OpenAsync(stage.Url);
        await tab.GoAsync("/");
        var running = await stage.SubmitAsync("a");
        await Expect(tab.Row(running).Locator(".chip")).ToHaveTextAsync("Running");
        var waiting = await stage.SubmitAsync("b");
        var last = await stage.SubmitAsync("c");
        await Expect(tab.Row(last).Locator(".cell-status")).ToContainTextAsync("in the queue");

        await tab.PressAndConfirmAsync(tab.Row(running).GetByTitle("Cancel"));

        await Expect(tab.Row(running).Locator(".chip")).ToHaveTextAsync("Cancelled");
        Assert.Equal("CANCELLED", (await stage.Client.EndAsync(running)).GetProperty("status").GetString());
        stage.RenderAll();
        await Expect(tab.Row(waiting).Locator(".chip")).ToHaveTextAsync("Done");
        await Expect(tab.Row(last).Locator(".chip")).ToHaveTextAsync("Done");
        await tab.AssertNotReloadedAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_failed_job_stays_with_its_reason_is_done_again_and_deleted()
    {
        stage.Refuse();
        await using var tab = await browser.OpenAsync(stage.Url);
        await tab.GoAsync("/");
        var id = await stage.SubmitAsync("unlucky");
        await Expect(tab.Row(id).Locator(".chip")).ToHaveTextAsync("Failed");
        var error = (await stage.Client.EndAsync(id)).GetProperty("error").GetString()!;
        await Expect(tab.Row(id).Locator(".reason")).ToHaveTextAsync(error);

        await tab.Row(id).Locator("a.mono").ClickAsync();
        await Expect(tab.Page.Locator("#failure")).ToContainTextAsync(error);
        await Expect(tab.Page.Locator("#failure .help")).Not.ToBeEmptyAsync();
        await Expect(tab.Page.Locator(".attempts > li")).ToHaveCountAsync(1);

        stage.RenderAll();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await tab.Page.WaitForURLAsync(url => url.Contains("/jobs/", StringComparison.Ordinal) && !url.Contains(id, StringComparison.Ordinal));
        await Expect(tab.Page.Locator(".facts").GetByTitle(id)).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("#result")).ToBeVisibleAsync();

        await tab.Page.GotoAsync($"/jobs/{id}");
        await tab.PressAndConfirmAsync(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }));
        await tab.Page.WaitForURLAsync("**/");
        await Expect(tab.Page.Locator("table.jobs")).ToBeVisibleAsync();
        await Expect(tab.Row(id)).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_queue_is_paused_for_all_to_see_and_goes_on()
    {
        stage.RenderAll();
        await using var tab = await browser.OpenAsync(stage.Url);
        var watching = await tab.AnotherAsync();
        await watching.GoAsync("/");
        await tab.GoAsync("/model-servers");
        await Expect(tab.Page.Locator(".server .chip")).ToHaveTextAsync("Healthy");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Pause the queue" }).ClickAsync();
        await Expect(tab.Page.Locator("#paused")).ToBeVisibleAsync();
        await Expect(watching.Page.Locator("#paused")).ToBeVisibleAsync();
        var id = await stage.SubmitAsync("patient");
        await Expect(watching.Row(id).Locator(".chip")).ToHaveTextAsync("Waiting");
        await watching.Page.Locator("#paused").GetByRole(AriaRole.Button).ClickAsync();

        await Expect(watching.Row(id).Locator(".chip")).ToHaveTextAsync("Done");
        await Expect(tab.Page.Locator("#paused")).ToHaveCountAsync(0);

        await tab.Page.Locator(".server").GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(tab.Page.Locator(".server .chip")).ToHaveTextAsync("Paused");
        await tab.Page.Locator(".server").GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(tab.Page.Locator(".server .chip")).ToHaveTextAsync("Healthy");
        await tab.AssertNotReloadedAsync();
        tab.AssertQuiet();
        watching.AssertQuiet();
    }

    [Fact]
    public async Task A_server_that_comes_back_is_found_again()
    {
        using var sandbox = new Sandbox();
        stage.RenderAll();
        var settings = $"--ModelServers:0:Url={stage.Gpu.Url}";
        var (tab, url) = await StartAsync();
        await using var closing = tab;
        await Expect(tab.Page.Locator("#no-jobs")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("#connection")).ToContainTextAsync("does not answer");

        await using var again = await ServerProcess.StartAsync(sandbox.Folder, "all", settings, $"--urls={url.GetLeftPart(UriPartial.Authority)}");
        await Expect(tab.Page.Locator("#connection")).ToBeEmptyAsync();
        var id = await stage.SubmitAsync(again.Client, "back");
        await Expect(tab.Row(id).Locator(".chip")).ToHaveTextAsync("Done");
        await tab.AssertNotReloadedAsync();
        tab.AssertQuiet("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE");

        async Task<(Tab Tab, Uri Url)> StartAsync()
        {
            await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", settings);
            var opened = await browser.OpenAsync(server.Client.Http.BaseAddress!);
            var stream = opened.Page.WaitForResponseAsync("**/v1/events");
            await opened.GoAsync("/");
            await stream;
            return (opened, server.Client.Http.BaseAddress!);
        }
    }

    [GeneratedRegex(@"^\s*[0-9.]+ s\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Length();
}
