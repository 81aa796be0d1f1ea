using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace IntelliAvatar.Server.Tests.Architecture;

[Collection(ServerTests.Name)]
public sealed class OpenApiTests(RunningServer running) : IClassFixture<RunningServer>
{
    private static string Committed([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "openapi.json"));

    [Fact]
    public async Task The_committed_document_is_what_the_server_says()
    {
        var served = JsonNode.Parse(await running.Client.Http.GetStringAsync("/openapi.json"))!;
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Committed()))!;

        Assert.True(
            JsonNode.DeepEquals(served, committed),
            "docs/openapi.json is out of date. Start ./avatar serve and run: curl -s http://127.0.0.1:8000/openapi.json > docs/openapi.json");
    }

    [Fact]
    public async Task The_committed_document_is_valid_OpenAPI_3_1()
    {
        var (_, diagnostic) = OpenApiDocument.Parse(await File.ReadAllTextAsync(Committed()), "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic!.SpecificationVersion);
        Assert.Empty(diagnostic.Errors);
        Assert.Empty(diagnostic.Warnings);
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_a_described_error()
    {
        var document = JsonNode.Parse(await running.Client.Http.GetStringAsync("/openapi.json"))!;

        Assert.StartsWith("3.1", (string)document["openapi"]!);
        foreach (var (_, path) in document["paths"]!.AsObject())
        {
            foreach (var (_, operation) in path!.AsObject())
            {
                Assert.NotNull(operation!["operationId"]);
                Assert.NotNull(operation["summary"]);
                Assert.Contains(operation["responses"]!.AsObject(), answer => answer.Value!["content"]?["application/problem+json"]?["example"] is not null);
            }
        }
    }

    [Fact]
    public async Task The_pages_at_docs_and_at_the_root_are_there()
    {
        Assert.Contains("swagger", await running.Client.Http.GetStringAsync("/docs/index.html"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("IntelliAvatar", await running.Client.Http.GetStringAsync("/"));
    }
}
