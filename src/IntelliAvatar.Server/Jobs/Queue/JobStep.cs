using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>A step of an attempt, and when it began.</summary>
public sealed record JobStep(string Step, [property: JsonIgnore] DateTimeOffset Began)
{
    /// <summary>No step, as the database has it.</summary>
    public const string None = "[]";

    /// <summary>The step in which nothing is done: another job has the model server.</summary>
    public const string InLine = "waiting for a model server";

    /// <summary>The model server works.</summary>
    public const string Generate = "generate";

    /// <summary>The result is fetched, checked and published.</summary>
    public const string Fetch = "fetch";

    /// <summary>The step in which an input gets the form that every model server reads.</summary>
    public const string Convert = "convert";

    [JsonConstructor]
    public JobStep(string step, long at)
        : this(step, DateTimeOffset.FromUnixTimeMilliseconds(at))
    {
    }

    /// <summary>The time as the database writes times.</summary>
    public long At => Began.ToUnixTimeMilliseconds();

    /// <summary>As the database keeps them.</summary>
    public static string Format(IEnumerable<JobStep> steps) => JsonSerializer.Serialize(steps, JsonSerializerOptions.Web);

    public static IReadOnlyList<JobStep> Parse(string steps) => JsonSerializer.Deserialize<JobStep[]>(steps, JsonSerializerOptions.Web) ?? [];
}
