using System.Text.Json.Nodes;

namespace Cohort.Dashboard.Tests;

/// <summary>The front end's types are made from a committed copy of the API's description.</summary>
public sealed class OpenApiTests
{
    private const string WritePage = "COHORT_WRITE_DOCS";

    [Fact]
    public async Task TheCommittedDescriptionIsTheServers()
    {
        await using var server = await Server.StartAsync();
        var served = JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json"))!.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        var file = Path.Combine(Checkout.Root, "src", "Cohort.Dashboard", "web", "openapi.json");
        if (Environment.GetEnvironmentVariable(WritePage) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served);
        }

        Assert.True(await File.ReadAllTextAsync(file) == served, $"web/openapi.json is stale: run this test with {WritePage}=1, then 'npm run types' in src/Cohort.Dashboard/web.");
    }
}
