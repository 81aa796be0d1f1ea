using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Section <c>Startup</c> of the settings.</summary>
public sealed class StartupOptions
{
    /// <summary>How long a start waits for a database or an object store that does not answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(5);
}
