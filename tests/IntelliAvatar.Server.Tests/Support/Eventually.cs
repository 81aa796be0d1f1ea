namespace IntelliAvatar.Server.Tests.Support;

/// <summary>Waits for what happens on another thread or in another process, with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<T> GetAsync<T>(Func<Task<T>> get, Func<T, bool> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await get();
            if (wanted(seen))
            {
                return seen;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < AvatarClient.Patience, $"Not as wanted after {AvatarClient.Patience}; last seen: {seen}");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    public static Task HoldsAsync(Func<bool> wanted) => GetAsync(() => Task.FromResult(wanted()), seen => seen);

    public static Task HoldsAsync(Func<Task<bool>> wanted) => GetAsync(wanted, seen => seen);
}
