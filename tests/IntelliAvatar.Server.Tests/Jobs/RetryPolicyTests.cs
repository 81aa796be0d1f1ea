using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs;

public sealed class RetryPolicyTests
{
    private static readonly SchedulerOptions Limits = new() { RetryDelay = TimeSpan.FromSeconds(5), MaxRetryDelay = TimeSpan.FromMinutes(10) };

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 40)]
    [InlineData(20, 600)]
    [InlineData(int.MaxValue, 600)]
    public void The_pause_doubles_up_to_its_cap_and_half_of_it_is_chance(int failures, double seconds)
    {
        Assert.Equal(seconds / 2, RetryPolicy.Delay(Limits, failures, random: 0).TotalSeconds);
        Assert.Equal(seconds, RetryPolicy.Delay(Limits, failures, random: 1).TotalSeconds);
    }
}
