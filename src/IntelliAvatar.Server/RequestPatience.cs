namespace IntelliAvatar.Server;

/// <summary>
/// How long a request may wait for a database and a store that do not answer: one time for all that it asks, so that waits do not add up. What runs
/// beside requests is not concerned.
/// </summary>
internal static class RequestPatience
{
    /// <summary>A read is answered within 5 seconds.</summary>
    private static readonly Span Read = new(TimeSpan.FromSeconds(4), Least: TimeSpan.FromSeconds(1));

    /// <summary>What stores something is answered within 10 seconds after it has arrived.</summary>
    private static readonly Span Write = new(TimeSpan.FromSeconds(7.5), Least: TimeSpan.FromSeconds(2));

    private static readonly AsyncLocal<Budget?> Current = new();

    /// <param name="Whole">For all waits together.</param>
    /// <param name="Least">For one that begins late: a busy machine needs a moment for each.</param>
    private sealed record Span(TimeSpan Whole, TimeSpan Least);

    private sealed class Budget(Span span, TimeProvider time)
    {
        private long _began = time.GetTimestamp();

        public TimeSpan Left => span.Whole - time.GetElapsedTime(_began) is var left && left > span.Least ? left : span.Least;

        public void Restart() => _began = time.GetTimestamp();
    }

    public static IApplicationBuilder UseRequestPatience(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var span = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? Read : Write;
        Current.Value = new(span, http.RequestServices.GetRequiredService<TimeProvider>());
        return next(http);
    });

    /// <summary>How long the next wait may take.</summary>
    /// <param name="own">At most, also where there is no request.</param>
    public static TimeSpan Limit(TimeSpan own) => Current.Value is { Left: var left } && left < own ? left : own;

    /// <summary>More of an upload or download has arrived: the time starts again.</summary>
    public static void Restart() => Current.Value?.Restart();

    /// <summary>From here on the caller does something that outlasts the request.</summary>
    public static void Leave() => Current.Value = null;
}
