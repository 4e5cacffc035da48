using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cohort.Dashboard.Tests;

public sealed class PatientsApiTests
{
    [Fact]
    public async Task APatientIsTheOneOfTheRun()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        var patient = await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/patients/3");
        var lines = (await server.Client.GetStringAsync($"/api/runs/{id}/files/trajectories.csv")).Split('\n');
        var columns = lines[0].Split(',');
        foreach (var arm in patient.GetProperty("arms").EnumerateArray())
        {
            var rows = lines.Select(line => line.Split(',')).Where(row => row[0] == arm.GetProperty("name").GetString() && row[1] == "3").ToArray();
            Assert.Equal(rows.Length, arm.GetProperty("years").GetArrayLength());
            foreach (var name in new[] { "egfr", "pth", "cac", "frailty" })
            {
                var written = rows.Select(row => double.Parse(row[Array.IndexOf(columns, name)], CultureInfo.InvariantCulture));
                Assert.Equal(written, arm.GetProperty("variables").GetProperty(name).EnumerateArray().Select(value => value.GetDouble()));
            }
        }
    }

    [Fact]
    public async Task WhatIfSharesTheDrawsAndChangesTheCare()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync(Server.Tiny.Replace("years: 4", "years: 20"));
        var usual = (await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/patients/3?arm=usual-care")).GetProperty("arms")[0];
        var changed = await WhatIfAsync(3, new { changes = new[] { new { what = "warfarin", from = 2020 } } });
        Assert.Equal("what-if", changed.GetProperty("name").GetString());
        Assert.Equal(Values(usual, "mgp").Take(2), Values(changed, "mgp").Take(2));
        Assert.True(Values(changed, "mgp")[5] < Values(usual, "mgp")[5]);

        async Task<JsonElement> WhatIfAsync(int patient, object change)
        {
            using var response = await server.Client.PostAsJsonAsync($"/api/runs/{id}/patients/{patient}/what-if", change);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("arms")[0];
        }

        static double[] Values(JsonElement arm, string name) => [.. arm.GetProperty("variables").GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
    }

    [Theory]
    [InlineData("{\"changes\":[{\"what\":\"warfarine\"}]}", "did you mean 'warfarin'")]
    [InlineData("{\"changes\":[]}", "must hold 1 to 12 changes")]
    [InlineData("{\"changes\":[{\"what\":\"vitamin_d\",\"dose\":-1}]}", "must be 1 to 10000 ug/d")]
    [InlineData("{\"changes\":[{\"what\":\"warfarin\",\"from\":2030,\"until\":2020}]}", "before 'until'")]
    public async Task AnImpossibleChangeIsRefused(string body, string words)
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        using var response = await server.Client.PostAsync($"/api/runs/{id}/patients/3/what-if", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync().ContinueWith(text => JsonDocument.Parse(text.Result).RootElement.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task SomeoneLikeIsWhoWasAskedFor()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        var found = (await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/patients?like=age:60;sex:female;diabetes:yes&limit=5")).EnumerateArray().ToArray();
        Assert.InRange(found.Length, 1, 5);
        Assert.All(found, patient => Assert.Equal(("female", true), (patient.GetProperty("sex").GetString(), patient.GetProperty("diabetes").GetBoolean())));
        var distances = found.Select(patient => Math.Abs(patient.GetProperty("age").GetDouble() - 60)).ToArray();
        Assert.Equal(distances.Order(), distances);
        using var refused = await server.Client.GetAsync($"/api/runs/{id}/patients?like=eyes:blue");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task ThereIsNoPatientBeyondTheRun()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        using var response = await server.Client.GetAsync($"/api/runs/{id}/patients/600");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("0 to 599", await response.Content.ReadAsStringAsync());
    }
}
