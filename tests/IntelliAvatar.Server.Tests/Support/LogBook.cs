using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>Keeps what is logged.</summary>
public sealed class LogBook : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    public ILogger<T> For<T>() => new Page<T>(this);

    public ILogger CreateLogger(string categoryName) => For<LogBook>();

    public void Dispose()
    {
        // Others may still look.
    }

    private sealed class Page<T>(LogBook book) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book.Lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
