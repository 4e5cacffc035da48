using Cohort.Simulation;

namespace Cohort.Grains;

/// <summary>A refusal on its way from a silo to a client.</summary>
[GenerateSerializer, Alias("cohort.refused-input")]
internal struct RefusedInputSurrogate
{
    [Id(0)]
    public (string File, int? Line, int? Column, string Text)[] Problems;
}

/// <summary>Lets Orleans carry refusals, whose class knows nothing of it.</summary>
[RegisterConverter]
internal sealed class RefusedInputConverter : IConverter<RefusedInputException, RefusedInputSurrogate>
{
    public RefusedInputException ConvertFromSurrogate(in RefusedInputSurrogate surrogate) =>
        new([.. surrogate.Problems.Select(one => new Problem(one.File, one.Line, one.Column, one.Text))]);

    public RefusedInputSurrogate ConvertToSurrogate(in RefusedInputException value) =>
        new() { Problems = [.. value.Problems.Select(one => (one.File, one.Line, one.Column, one.Text))] };
}
