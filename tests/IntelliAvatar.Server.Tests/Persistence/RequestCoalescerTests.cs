using System.Collections.Concurrent;
using IntelliAvatar.Server.Persistence;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Persistence;

public sealed class RequestCoalescerTests
{
    private readonly ConcurrentQueue<Question> _questions = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly RequestCoalescer<string, string> _reads;

    public RequestCoalescerTests() => _reads = new(keys =>
    {
        var question = new Question([.. keys.Order()], new(TaskCreationOptions.RunContinuationsAsynchronously));
        _questions.Enqueue(question);
        _asked.Release();
        return question.Rows.Task;
    });

    private sealed record Question(string[] Keys, TaskCompletionSource<IReadOnlyDictionary<string, string>> Rows)
    {
        public void Answer(Func<string, string> row) => Rows.SetResult(Keys.Where(key => key != "none").ToDictionary(key => key, row));
    }

    [Fact]
    public async Task All_who_come_while_one_is_answered_are_answered_by_one_question()
    {
        var first = ReadAsync("a");
        var question = await AskedAsync();
        var later = Enumerable.Range(0, 100).Select(number => ReadAsync(number % 2 == 0 ? "b" : "none")).ToList();

        question.Answer(key => $"{key}1");
        var second = await AskedAsync();
        second.Answer(key => $"{key}2");

        Assert.Equal(["a"], question.Keys);
        Assert.Equal(["b", "none"], second.Keys);
        Assert.Equal("a1", await first);
        Assert.All(await Task.WhenAll(later.Where((_, number) => number % 2 == 0)), row => Assert.Equal("b2", row));
        Assert.All(await Task.WhenAll(later.Where((_, number) => number % 2 == 1)), Assert.Null);
        Assert.Empty(_questions);
    }

    [Fact]
    public async Task A_row_is_never_older_than_the_request_for_it()
    {
        var early = ReadAsync("a");
        var question = await AskedAsync();

        var late = ReadAsync("a");
        question.Answer(_ => "old");
        (await AskedAsync()).Answer(_ => "new");

        Assert.Equal("old", await early);
        Assert.Equal("new", await late);
    }

    [Fact]
    public async Task A_question_that_nothing_answers_fails_for_those_who_wait_for_the_next_one_too()
    {
        var (first, question) = (ReadAsync("a"), await AskedAsync());
        var second = ReadAsync("b");

        question.Rows.SetException(new NpgsqlException("no answer", new TimeoutException()));

        await Assert.ThrowsAsync<NpgsqlException>(() => first);
        await Assert.ThrowsAsync<NpgsqlException>(() => second);
        Assert.Empty(_questions);

        var third = ReadAsync("c");
        (await AskedAsync()).Answer(key => key);
        Assert.Equal("c", await third);
    }

    [Fact]
    public async Task A_question_that_fails_fails_for_those_who_asked_it_and_for_nobody_else()
    {
        var (first, question) = (ReadAsync("a"), await AskedAsync());
        var second = ReadAsync("b");

        question.Rows.SetException(new TimeoutException("the database is away"));

        await Assert.ThrowsAsync<TimeoutException>(() => first);
        (await AskedAsync()).Answer(key => key);
        Assert.Equal("b", await second);
    }

    [Fact]
    public async Task One_who_waits_no_longer_takes_nothing_from_the_others()
    {
        using var enough = new CancellationTokenSource();
        var (impatient, question) = (_reads.ReadAsync("a", enough.Token), await AskedAsync());
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        var patient = ReadAsync("a");
        question.Answer(_ => "1");
        (await AskedAsync()).Answer(_ => "2");

        Assert.Equal("2", await patient);
    }

    [Fact]
    public async Task Very_many_are_asked_for_in_parts_that_fit_into_a_statement()
    {
        var (first, question) = (ReadAsync("first"), await AskedAsync());
        var crowd = Enumerable.Range(0, 1100).Select(number => ReadAsync($"{number:0000}")).ToList();
        question.Answer(key => key);
        await first;

        var sizes = new List<int>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var part = await AskedAsync();
            sizes.Add(part.Keys.Length);
            part.Answer(key => key);
        }

        Assert.Equal([500, 500, 100], sizes);
        Assert.Equal(Enumerable.Range(0, 1100).Select(number => $"{number:0000}"), await Task.WhenAll(crowd));
    }

    private Task<string?> ReadAsync(string key) => _reads.ReadAsync(key, CancellationToken.None);

    private async Task<Question> AskedAsync()
    {
        Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(_questions.TryDequeue(out var question));
        return question;
    }
}
