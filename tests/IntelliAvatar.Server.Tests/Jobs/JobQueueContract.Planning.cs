namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>Estimates for jobs that are not submitted yet.</summary>
public abstract partial class JobQueueContract
{
    [Theory]
    [InlineData("anita", 0)]
    [InlineData("bert", 0)]
    [InlineData("new", 0)]
    [InlineData("anita", 5)]
    [InlineData("new", -5)]
    public async Task The_place_that_is_promised_to_a_new_job_is_the_one_it_gets(string user, int priority)
    {
        await _room.SubmitAsync("anita");
        await _room.SubmitAsync("anita");
        await _room.SubmitAsync("bert");
        await _room.SubmitAsync("anita", priority: 5);
        await _room.SubmitAsync("chris");
        await _room.ClaimAsync();

        var promised = await _room.Queue.PlaceOfNewAsync(user, priority, None);

        var job = await _room.SubmitAsync(user, priority);
        Assert.Equal(promised, await _room.Queue.PositionAsync(job.JobId, None));
    }

    [Fact]
    public async Task How_fast_a_voice_speaks_is_known_from_what_it_has_spoken()
    {
        Assert.Null(await _room.Queue.CharactersPerSecondAsync("anna", None));
        foreach (var (voice, seconds) in new[] { ("anna", 1.0), ("anna", 3.0), ("bob", 10.0) })
        {
            await _room.SubmitAsync();
            var claim = (await _room.ClaimAsync())!;
            await _room.ExecuteAsync($"UPDATE jobs SET script = '{new string('a', 20)}' WHERE job_id = '{claim.JobId}'");
            Assert.True(await _room.Queue.KeepSpeechAsync(claim, claim.InputAudio!, new Dictionary<string, string>(), "{}", seconds, voice, None));
        }

        Assert.Equal(10, await _room.Queue.CharactersPerSecondAsync("anna", None));
        Assert.Equal(2, await _room.Queue.CharactersPerSecondAsync("bob", None));
        Assert.Null(await _room.Queue.CharactersPerSecondAsync("nobody", None));
    }
}
