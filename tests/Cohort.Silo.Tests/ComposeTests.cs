using System.CommandLine;
using System.Text.RegularExpressions;
using Cohort.Tests;
using YamlDotNet.Serialization;

namespace Cohort.Silo.Tests;

/// <summary>compose.yaml and its Containerfile, of which no test starts a container: what they ask for exists.</summary>
public sealed class ComposeTests
{
    private static readonly IReadOnlyDictionary<string, object> Compose = new DeserializerBuilder().Build()
        .Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(Checkout.Root, "compose.yaml")));

    private static readonly string Containerfile = File.ReadAllText(Path.Combine(Checkout.Root, "Containerfile"));

    private static Dictionary<object, object> Services => (Dictionary<object, object>)Compose["services"];

    public static TheoryData<string, string> CommandLines => new()
    {
        { "silo", Containerfile.Split('\n').Single(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal)) },
        { "setup", EntryPoint("setup") },
        { "run", EntryPoint("client") },
    };

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void EveryOptionOfAContainerExists(string name, string line)
    {
        Assert.Contains("cohort-silo.dll", line);
        var command = Commands.Create([]).Subcommands.Single(command => command.Name == name);
        var options = Regex.Matches(line, "--[a-z-]+").Select(match => match.Value).ToArray();
        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Contains(command.Options, known => known.Name == option));
        if (name != "run")
        {
            Assert.Contains($"cohort-silo.dll {name} ", line);
        }
    }

    [Fact]
    public void ThreeSilosGetTheirDatabaseAfterItWasSetUp()
    {
        var silos = Services.Where(service => ((string)service.Key).StartsWith("silo-", StringComparison.Ordinal)).Select(service => (Dictionary<object, object>)service.Value).ToArray();
        Assert.Equal(3, silos.Length);
        Assert.All(silos, silo =>
        {
            Assert.Contains(SiloCommand.ConnectionVariable, Map(silo["environment"]).Keys);
            Assert.Equal("service_completed_successfully", Map(Map(silo["depends_on"])["setup"])["condition"]);
        });
        Assert.Contains("$" + SiloCommand.ConnectionVariable, EntryPoint("setup"));
        Assert.Contains("$" + SiloCommand.ConnectionVariable, EntryPoint("client"));
    }

    [Fact]
    public void WhatServicesNameIsThere()
    {
        var volumes = Map(Compose["volumes"]).Keys;
        foreach (var service in Services.Values.Select(Map))
        {
            Assert.True(service.ContainsKey("image") || File.Exists(Path.Combine(Checkout.Root, (string)Map(service["build"])["dockerfile"])));
            foreach (var other in service.TryGetValue("depends_on", out var needed) ? Map(needed).Keys.ToArray() : [])
            {
                Assert.Contains(other, Services.Keys);
            }

            foreach (var volume in service.TryGetValue("volumes", out var mounted) ? ((List<object>)mounted).Cast<string>() : [])
            {
                var source = volume.Split(':')[0];
                Assert.True(volumes.Contains(source) || Directory.Exists(Path.Combine(Checkout.Root, source)), volume);
            }
        }
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static string EntryPoint(string service) => string.Join(' ', (List<object>)Map(Services[service])["entrypoint"]);
}
