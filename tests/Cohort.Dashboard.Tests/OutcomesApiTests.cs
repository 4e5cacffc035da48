using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cohort.Dashboard.Tests;

public sealed class OutcomesApiTests
{
    [Fact]
    public async Task SeriesAreThoseOfTheFiles()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync(Server.Tiny.Replace("strata: [age_band, sex]", "strata: []"));
        var series = await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/outcomes?arm=binder&outcomes=mean_cac,prev_cac_positive,deaths,cac_p50");
        var lines = (await server.Client.GetStringAsync($"/api/runs/{id}/files/outcomes.csv")).Split('\n');
        var columns = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => line.Split(',')).Where(row => row[0] == "binder").ToArray();
        Assert.Equal(5, rows.Length);
        foreach (var outcome in series.GetProperty("arms")[0].GetProperty("outcomes").EnumerateArray())
        {
            var column = Array.IndexOf(columns, outcome.GetProperty("outcome").GetString());
            var written = rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture));
            Assert.All(written.Zip(Values(outcome, "value")), pair => Assert.Equal(pair.First, pair.Second!.Value, 5e-4 * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    [Fact]
    public async Task IntervalsAreThoseOfTheSummary()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync(Server.Tiny.Replace("patients: 600", "patients: 6000"));
        var series = await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/outcomes?arm=binder&outcomes=mean_phosphate");
        var difference = series.GetProperty("arms")[0].GetProperty("differences")[0];
        var row = (await server.Client.GetStringAsync($"/api/runs/{id}/files/comparisons.csv")).Split('\n').Single(line => line.StartsWith("binder,usual-care,all,mean_phosphate,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(double.Parse(row[5], CultureInfo.InvariantCulture), Values(difference, "value")[^1]!.Value, 1e-5);
        Assert.Equal(double.Parse(row[6], CultureInfo.InvariantCulture), Values(difference, "low")[^1]!.Value, 1e-5);
        Assert.Equal(double.Parse(row[7], CultureInfo.InvariantCulture), Values(difference, "high")[^1]!.Value, 1e-5);
        Assert.True(Values(difference, "value")[^1] < 0);
    }

    [Fact]
    public async Task StrataAddUpToEverybody()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        var (all, women, men) = (await AliveAsync("all"), await AliveAsync("sex=female"), await AliveAsync("sex=male"));
        Assert.Equal(all[0], women[0] + men[0]);
        Assert.True(women[0] > 0 && men[0] > 0);

        async Task<double?[]> AliveAsync(string stratum)
        {
            var series = await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/outcomes?arm=usual-care&outcomes=alive&stratum={stratum}");
            return Values(series.GetProperty("arms")[0].GetProperty("outcomes")[0], "value");
        }
    }

    [Fact]
    public async Task OutcomesOfARunAtWorkNarrowAsItGoes()
    {
        await using var server = await Server.StartAsync();
        var id = await server.SubmitAsync(Server.Long);
        var (first, patients) = await WidthAsync(0);
        var (later, more) = await WidthAsync(patients);
        Assert.True(more > patients);
        Assert.True(later < first, $"band {first} with {patients} patients, {later} with {more}");

        async Task<(double Width, long Patients)> WidthAsync(long after)
        {
            while (true)
            {
                using var response = await server.Client.GetAsync($"/api/runs/{id}/outcomes?arm=usual-care&outcomes=prev_cac_positive");
                if (response.StatusCode == HttpStatusCode.OK && await response.Content.ReadFromJsonAsync<JsonElement>() is var series && series.GetProperty("patients").GetInt64() > after)
                {
                    var outcome = series.GetProperty("arms")[0].GetProperty("outcomes")[0];
                    return ((Values(outcome, "high")[10] - Values(outcome, "low")[10])!.Value, series.GetProperty("patients").GetInt64());
                }

                await Task.Delay(50);
            }
        }
    }

    [Fact]
    public async Task ThePyramidHoldsEverybodyOnce()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        var pyramid = await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/pyramid?year=0");
        var bands = pyramid.GetProperty("bands").EnumerateArray().ToArray();
        Assert.Equal(16, bands.Length);
        Assert.Equal(600, bands.Sum(band => band.GetProperty("people").GetInt64()));
        Assert.All(bands, band => Assert.Equal(
            band.GetProperty("people").GetInt64(),
            new[] { "cacZero", "cacLow", "cacModerate", "cacHigh" }.Sum(name => band.GetProperty(name).GetInt64())));
    }

    [Theory]
    [InlineData("outcomes?arm=binde", "did you mean 'binder'")]
    [InlineData("outcomes?outcomes=mean_cax", "did you mean 'mean_cac'")]
    [InlineData("outcomes?stratum=ckd_stage=G4", "is no stratum of this run")]
    [InlineData("pyramid?year=99", "must be 0 to 4")]
    public async Task AWrongQuestionIsRefusedInWords(string question, string words)
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        using var response = await server.Client.GetAsync($"/api/runs/{id}/{question}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task EveryOutcomeOfAChartIsInTheDictionary()
    {
        await using var server = await Server.StartAsync();
        var id = await server.RunAsync();
        var known = (await server.Client.GetFromJsonAsync<JsonElement>("/api/dictionary")).EnumerateArray().Select(entry => entry.GetProperty("name").GetString()).ToHashSet();
        var series = await server.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/outcomes?arm=usual-care");
        var charted = series.GetProperty("arms")[0].GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("outcome").GetString()).ToArray();
        Assert.True(charted.Length > 100);
        Assert.All(charted, name => Assert.Contains(name, known));
    }

    private static double?[] Values(JsonElement series, string what) =>
        [.. series.GetProperty(what).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())];
}
