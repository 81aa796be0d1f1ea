namespace IntelliAvatar.Server.Tests.Support;

/// <summary>Tests with a folder of their own and a model server that renders everything into the sample's result.</summary>
public abstract class RenderingTests(SampleMedia media) : IAsyncLifetime
{
    protected SampleMedia Media { get; } = media;

    protected Sandbox Sandbox { get; } = new();

    protected FakeModelServer Gpu { get; private set; } = null!;

    public async Task InitializeAsync() => Gpu = await FakeModelServer.StartAsync(Media);

    public async Task DisposeAsync()
    {
        await Gpu.DisposeAsync();
        Sandbox.Dispose();
    }
}
