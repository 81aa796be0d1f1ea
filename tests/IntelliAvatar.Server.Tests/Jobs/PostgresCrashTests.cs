using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

[Collection(ServerTests.Name)]
public sealed class PostgresCrashTests(SampleMedia media) : CrashContract(media)
{
    protected override async Task<string[]> DatabaseAsync() => [$"--Database:Url={await (await PostgresCluster.Shared).NewDatabaseAsync()}"];
}
