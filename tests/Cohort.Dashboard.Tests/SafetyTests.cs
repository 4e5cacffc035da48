using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Cohort.Dashboard.Tests;

public sealed class SafetyTests
{
    private const string Secret = "correct horse battery staple";

    [Theory]
    [InlineData("GET /api/runs/../../secret.txt HTTP/1.1")]
    [InlineData("GET /api/runs/%2e%2e/files/secret.txt HTTP/1.1")]
    [InlineData("GET /api/runs/tiny/files/..%2f..%2fsecret.txt HTTP/1.1")]
    [InlineData("GET /api/runs/tiny/files/%2e%2e%2f%2e%2e%2fsecret.txt HTTP/1.1")]
    [InlineData("GET /api/runs/tiny/files/..%5c..%5csecret.txt HTTP/1.1")]
    [InlineData("GET /api/runs/tiny/files/%2fetc%2fpasswd HTTP/1.1")]
    [InlineData("GET /api/runs/linked/files/secret.txt HTTP/1.1")]
    [InlineData("GET /api/runs/tiny/files/link.csv HTTP/1.1")]
    [InlineData("DELETE /api/runs/%2e%2e HTTP/1.1")]
    [InlineData("DELETE /api/runs/linked HTTP/1.1")]
    [InlineData("GET /api/scenarios/..%2fsecret HTTP/1.1")]
    [InlineData("GET /assets/..%2f..%2fsecret.txt HTTP/1.1")]
    public async Task NoPathLeadsOutOfTheFolder(string request)
    {
        await using var server = await Server.StartAsync();
        await server.RunAsync();
        var secret = Path.Combine(server.Root, "secret.txt");
        await File.WriteAllTextAsync(secret, "the secret");
        var outside = Directory.CreateDirectory(Path.Combine(server.Root, "outside"));
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "secret.txt"), "the secret");
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "run.json"), "{}");
        Directory.CreateSymbolicLink(Path.Combine(server.Results, "linked"), outside.FullName);
        File.CreateSymbolicLink(Path.Combine(server.Results, "tiny", "link.csv"), secret);

        // By hand: a client of the library would tidy the path first.
        using var socket = new TcpClient("127.0.0.1", new Uri(server.Url).Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{request}\r\nHost: localhost\r\nX-Cohort: 1\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.DoesNotContain("the secret", answer);
        Assert.DoesNotContain("root:", answer);
        Assert.Matches("^HTTP/1.1 (400|404|200)", answer);
        Assert.True(File.Exists(Path.Combine(outside.FullName, "run.json")));
        Assert.True(File.Exists(Path.Combine(server.Results, "tiny", "run.json")));
    }

    [Fact]
    public async Task WithATokenNothingIsToldWithoutIt()
    {
        await using var server = await Server.StartAsync(settings => settings with { Token = Secret });
        foreach (var path in new[] { "/", "/api/runs", "/metrics", "/openapi/v1.json", "/assets/index.js", "/api/dictionary" })
        {
            using var response = await server.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, response.StatusCode));
        }

        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/api/runs") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Secret + "!") } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client.SendAsync(wrong)).StatusCode);
        using var right = new HttpRequestMessage(HttpMethod.Get, "/api/runs") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Secret) } };
        Assert.Equal(HttpStatusCode.OK, (await server.Client.SendAsync(right)).StatusCode);
        Assert.Equal("healthy\n", await server.Client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task ABrowserLogsInOnce()
    {
        await using var server = await Server.StartAsync(settings => settings with { Token = Secret });
        using var page = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } };
        using var login = await server.Client.SendAsync(page);
        Assert.Equal(HttpStatusCode.Unauthorized, login.StatusCode);
        Assert.Contains("<form", await login.Content.ReadAsStringAsync());
        using var refused = await server.Client.PostAsync("/login", new FormUrlEncodedContent([new("token", "wrong")]));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var accepted = await server.Client.PostAsync("/login", new FormUrlEncodedContent([new("token", Secret)]));
        var cookie = accepted.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, cookie);
        using var list = new HttpRequestMessage(HttpMethod.Get, "/api/runs") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        Assert.Equal(HttpStatusCode.OK, (await server.Client.SendAsync(list)).StatusCode);
    }

    [Fact]
    public async Task OtherSitesCannotMakeItAct()
    {
        await using var server = await Server.StartAsync();
        server.Client.DefaultRequestHeaders.Remove("X-Cohort");
        using var bare = await server.PostYamlAsync("/api/runs", Server.Tiny);
        Assert.Equal(HttpStatusCode.Forbidden, bare.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/runs/tiny/cancel") { Headers = { { "X-Cohort", "1" }, { "Origin", "http://evil.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(foreign)).StatusCode);
        using var renamed = new HttpRequestMessage(HttpMethod.Get, "/api/runs") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(renamed)).StatusCode);
    }

    [Fact]
    public async Task PagesMayLoadNothingFromElsewhere()
    {
        await using var server = await Server.StartAsync();
        using var response = await server.Client.GetAsync("/");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("link.csv")]
    [InlineData("sub/../../secret.csv")]
    public async Task APopulationOutsideTheDataFolderIsRefused(string path)
    {
        await using var server = await Server.StartAsync();
        var secret = Path.Combine(server.Root, "secret.csv");
        await File.WriteAllTextAsync(secret, "age,sex,egfr\n50,male,90\n");
        File.CreateSymbolicLink(Path.Combine(server.Data, "link.csv"), secret);
        using var response = await server.PostYamlAsync("/api/runs", Server.Tiny.Replace("population: nhanes", $"population: {{file: {path}}}"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("data folder", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task WhatIsWrongInAPopulationFileEchoesNoCell()
    {
        await using var server = await Server.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(server.Data, "people.csv"), "age,sex,egfr\n50,male,90\npassword1,male,90\n51,hunter2,80\n");
        using var response = await server.PostYamlAsync("/api/runs", Server.Tiny.Replace("population: nhanes", "population: {file: people.csv}"));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        var text = problem.ToString();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem.GetProperty("problems").EnumerateArray(), one => one.GetProperty("line").GetInt32() == 3);
        Assert.DoesNotContain("password1", text);
        Assert.DoesNotContain("hunter2", text);
    }

    [Fact]
    public async Task APopulationInTheDataFolderIsRun()
    {
        await using var server = await Server.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(server.Data, "people.csv"), "age,sex,egfr\n50,male,90\n61,female,55\n72,male,35\n");
        await server.RunAsync(Server.Tiny.Replace("population: nhanes", "population: {file: people.csv}"));
        Assert.True(File.Exists(Path.Combine(server.Results, "tiny", "run.json")));
    }

    [Fact]
    public async Task ALargeBodyIsRefused()
    {
        await using var server = await Server.StartAsync(settings => settings with { MaxRequestBytes = 4096 });
        using var response = await server.PostYamlAsync("/api/runs", Server.Tiny + new string('#', 8192));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", "can be reached from other machines")]
    [InlineData("http://*:5080", "can be reached from other machines")]
    [InlineData("http://192.0.2.1:5080", "can be reached from other machines")]
    [InlineData("nonsense", "must be addresses such as")]
    public async Task OtherMachinesNeedAToken(string url, string words)
    {
        var error = new StringWriter();
        var code = await Cohort.Cli.CommandLineHost.RunAsync(
            Cohort.Cli.CohortCommands.CreateRoot(new Simulation.Running.EmbeddedEngineFactory()), ["serve", "--urls", url], TextWriter.Null, error, CancellationToken.None);
        Assert.Equal(2, code);
        Assert.Contains(words, error.ToString());
    }
}
