using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

[Collection(ServerTests.Name)]
public sealed class SqliteCrashTests(SampleMedia media) : CrashContract(media)
{
    protected override Task<string[]> DatabaseAsync() => Task.FromResult<string[]>([]);
}
