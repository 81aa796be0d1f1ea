using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Server.Tests.Http;

/// <summary>What an outage writes into the log: not a stack for each request.</summary>
public sealed class TroubleLogTests
{
    private static readonly Refusal Away = new("database_unavailable", "It is away.", StatusCodes.Status503ServiceUnavailable);
    private static readonly Refusal Full = new("storage_full", "It is full.", StatusCodes.Status507InsufficientStorage);

    private readonly ManualClock _clock = new();
    private readonly LogBook _book = new();

    [Fact]
    public void A_minute_has_one_line_for_each_code_and_the_next_one_says_how_many_there_were()
    {
        var log = new TroubleLog(_clock, _book.For<TroubleLog>());
        for (var i = 0; i < 1000; i++)
        {
            log.Tell(Away, new InvalidOperationException("Outside", new IOException("Inside")));
            log.Tell(Full, new IOException("No space"));
        }

        Assert.Equal(["Requests get 503 database_unavailable: Outside (Inside)", "Requests get 507 storage_full: No space"], _book.Lines.Select(line => line.Text));

        _clock.Advance(TimeSpan.FromMinutes(1));
        log.Tell(Away, new IOException("Again"));

        Assert.Equal("Requests get 503 database_unavailable: Again (999 more since the last line like this)", _book.Lines.Last().Text);
    }

    [Fact]
    public void A_line_stays_one_whatever_an_error_says()
    {
        new TroubleLog(_clock, _book.For<TroubleLog>()).Tell(Away, new IOException("One\ntwo\r\nthree"));

        Assert.DoesNotContain('\n', Assert.Single(_book.Lines).Text);
    }
}
