using System.Net;
using System.Text.Json;
using Cohort.Cli;
using Cohort.Simulation.Output;

namespace Cohort.Silo.Tests;

/// <summary>What a member shows and what it refuses.</summary>
[Collection(PostgresTests.Name)]
public sealed class MemberTests(PostgresServer postgres)
{
    [SkippableFact]
    public async Task AMemberShowsItselfToBrowsers()
    {
        Skip.If(postgres.Missing != null, postgres.Missing);
        using var cluster = new Cluster(postgres.NewDatabase());
        var scenario = Scenarios.Write(cluster.Folder, 5000);
        var silo = Assert.Single(await cluster.StartAsync(1));
        using (var client = cluster.Client(scenario, Path.Combine(cluster.Folder, "out"), "--grain", "shard"))
        {
            await cluster.EndAsync(client);
        }

        var run = await cluster.RunAsync("Complete", 5000);
        Assert.Equal("cluster-test", run.GetProperty("name").GetString());
        Assert.Equal(1, Assert.Single(run.GetProperty("silos").EnumerateArray()).GetProperty("workers").GetInt32());

        // The coordinator has written the same files, and tells how long the cluster took.
        var written = Path.Combine(cluster.Results, run.GetProperty("key").GetString()!);
        Scenarios.AssertSame(written, Path.Combine(cluster.Folder, "out"));
        using var timings = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(written, RunFiles.Timings)));
        Assert.True(timings.RootElement.GetProperty("seconds").GetDouble() > 0);
        Assert.True(timings.RootElement.GetProperty("patient_years_per_second").GetDouble() > 0);
        foreach (var (path, said) in new[] { ("/", "Cohort cluster"), ("/dashboard/", "html"), ("/health/live", "Healthy"), ("/health/ready", "Healthy"), ("/api/cluster", "activations") })
        {
            using var answer = await cluster.GetAsync(silo, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(said, await answer.Content.ReadAsStringAsync());
        }
    }

    [SkippableFact]
    public async Task ADatabaseIsSetUpByOneCommandAsOftenAsOneLikes()
    {
        Skip.If(postgres.Missing != null, postgres.Missing);
        var connection = postgres.NewDatabase(setUp: false);
        var refused = await RunAsync("silo", "--clustering", "postgres", "--connection", connection);
        Assert.Equal(1, refused.Code);
        Assert.Contains("is not set up for a cluster; 'cohort-silo setup", refused.Error);
        Assert.Equal(0, (await RunAsync("setup", "--connection", connection)).Code);
        Assert.Equal(0, (await RunAsync("setup", "--connection", connection)).Code);
    }

    [Theory]
    [InlineData(2, "--connection: is no connection string of PostgreSQL", "silo", "--clustering", "postgres", "--connection", "nonsense")]
    [InlineData(2, "--connection: is needed for '--clustering postgres'", "silo", "--clustering", "postgres")]
    [InlineData(1, "The database 127.0.0.1:1/x cannot be opened", "setup", "--connection", "Host=127.0.0.1;Port=1;Database=x;Password=secret;Timeout=2")]
    [InlineData(2, "'everywhere'", "silo", "--clustering", "everywhere")]
    [InlineData(2, "--port: must be a whole number from 1 to 65535; found '0'.", "silo", "--port", "0")]
    [InlineData(2, "'cell'", "run", "scenario.yaml", "--grain", "cell")]
    public async Task WhatCannotBeServedIsRefused(int code, string said, params string[] args)
    {
        var refused = await RunAsync(args);
        Assert.Equal(code, refused.Code);
        Assert.Contains(said, refused.Error);
        Assert.DoesNotContain("secret", refused.Error);
    }

    [Theory]
    [InlineData("nowhere", 2, "--cluster: must be HOST:PORT or the connection string of a PostgreSQL; found 'nowhere'.")]
    [InlineData("127.0.0.1:1", 1, "answers at 127.0.0.1:1")]
    [InlineData("Hots=db;Database=x", 2, "--cluster: is no connection string of PostgreSQL")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Password=secret;Timeout=2", 1, "The database 127.0.0.1:1/x cannot be opened")]
    public async Task AClusterThatCannotBeReachedIsNamed(string where, int code, string said)
    {
        var folder = Directory.CreateTempSubdirectory("cohort-member-");
        try
        {
            var refused = await RunAsync("run", Scenarios.Write(folder.FullName, 10), "--out", Path.Combine(folder.FullName, "out"), "--cluster", where);
            Assert.Equal(code, refused.Code);
            Assert.Contains(said, refused.Error);
            Assert.DoesNotContain("secret", refused.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        var error = new StringWriter();
        var code = await CommandLineHost.RunAsync(Commands.Create(args), args, TextWriter.Null, error, CancellationToken.None);
        return (code, error.ToString());
    }
}
