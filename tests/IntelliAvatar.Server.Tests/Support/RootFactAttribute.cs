namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A test that mounts something. For anybody but root it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Environment.UserName == "root" ? null : "Only root may mount a small file system.";
}
