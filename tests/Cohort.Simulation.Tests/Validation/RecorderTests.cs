using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Simulation.Validation;

namespace Cohort.Simulation.Tests.Validation;

public class RecorderTests
{
    [Theory]
    [InlineData(40, 58, 1)]
    [InlineData(60, 45, 1)]
    [InlineData(70, 40, 1)]
    [InlineData(70, 58, 0)]
    [InlineData(60, 75, 0)]
    [InlineData(40, 10, 0)]
    [InlineData(80, 40, 0)]
    [InlineData(19, 40, 0)]
    public void CricEnrolledByARangeOfEgfrThatFallsWithAge(float age, float egfr, float entry)
    {
        var block = new PatientBlock { Count = 1 };
        (block.Values(Variable.Age)[0], block.Values(Variable.Egfr)[0]) = (age, egfr);
        Assert.Equal(entry, new Recorder(ModelParameters.Default, 1).Read(new Quantity("cric_entry"), block, 0, 0));
    }
}
