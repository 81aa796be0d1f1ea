using System.Collections.Concurrent;

namespace IntelliAvatar.Browser.Tests.Support;

/// <summary>A page, and all that it complained of: errors of its scripts, what it could not load, what its policy forbade.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout((float)AvatarClient.Patience.TotalMilliseconds);
        page.Console += (_, message) => Hear(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Hear(true, error);
    }

    public IPage Page { get; }

    internal static async Task<Tab> OpenAsync(IBrowserContext context)
    {
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', forbidden => console.error(`forbidden: ${forbidden.violatedDirective} ${forbidden.blockedURI}`))");
        return new Tab(context, await context.NewPageAsync());
    }

    /// <summary>Another page in the same profile.</summary>
    public async Task<Tab> AnotherAsync() => new(_context, await _context.NewPageAsync());

    /// <summary>Goes there and marks the page, so that a reload would be noticed.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.EvaluateAsync("() => { window.marked = true; }");
    }

    public async Task AssertNotReloadedAsync() => Assert.True(await Page.EvaluateAsync<bool>("() => window.marked === true"));

    /// <summary>The row of a job in the list.</summary>
    public ILocator Row(string jobId) => Page.Locator($"#job-{jobId}");

    /// <summary>Presses a button that asks back, and says yes.</summary>
    public async Task PressAndConfirmAsync(ILocator button)
    {
        await button.ClickAsync();
        await Page.Locator("#sure button[value=yes]").ClickAsync();
    }

    public void AssertQuiet(params string[] allowed)
    {
        var unexpected = _complaints.Where(complaint => !allowed.Any(one => complaint.Contains(one, StringComparison.Ordinal))).ToList();
        Assert.Empty(unexpected);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Hear(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            _complaints.Enqueue(text);
        }
    }
}
