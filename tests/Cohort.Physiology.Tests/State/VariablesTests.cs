using System.Reflection;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Tests.State;

public class VariablesTests
{
    [Fact]
    public void The_dictionary_is_in_the_order_of_the_columns()
    {
        Assert.Equal(Enum.GetValues<Variable>(), Variables.All.Select(info => info.Variable));
        Assert.Equal(Variables.Count, Enum.GetValues<Variable>().Length);
        Assert.All(Enum.GetValues<Variable>(), variable => Assert.Equal(variable, Variables.Describe(variable).Variable));
    }

    [Fact]
    public void Names_are_unique_and_written_like_names()
    {
        Assert.Equal(Variables.Count, Variables.All.Select(info => info.Name).Distinct().Count());
        Assert.All(Variables.All, info => Assert.Matches("^[a-z][a-z0-9_]*$", info.Name));
        Assert.All(Variables.All, info => Assert.NotEmpty(info.Unit));
        Assert.All(Variables.All, info => Assert.NotEmpty(info.Meaning));
        Assert.All(Variables.All, info => Assert.InRange(info.Digits, 0, 6));
    }

    [Fact]
    public void A_block_has_a_property_for_every_variable_that_reads_its_column()
    {
        var block = new PatientBlock { Count = 1 };
        foreach (var variable in Enum.GetValues<Variable>())
        {
            block.Values(variable)[0] = (int)variable;
        }

        foreach (var variable in Enum.GetValues<Variable>())
        {
            var property = typeof(PatientBlock).GetProperty(variable.ToString(), BindingFlags.Public | BindingFlags.Instance);
            Assert.NotNull(property);
            Assert.Equal(typeof(Column), property.PropertyType);
            var getter = property.GetMethod!.CreateDelegate<Func<PatientBlock, Column>>();
            var value = 0f;
            Physiology.Numerics.Lane1.Store(getter(block).Load<Physiology.Numerics.Lane1>(0), ref value);
            Assert.Equal((int)variable, value);
        }
    }

    [Fact]
    public void Keep_closes_the_gaps_and_keeps_numbers()
    {
        var block = new PatientBlock { Count = 40 };
        for (var i = 0; i < 40; i++)
        {
            block.SetId(i, ((ulong)i << 33) + 7);
            block.Values(Variable.Age)[i] = i;
            block.Values(Variable.GlandStimulus)[i] = -i;
        }

        int[] kept = [0, 3, 17, 18, 39];
        block.Keep(kept);
        Assert.Equal(kept.Length, block.Count);
        for (var k = 0; k < kept.Length; k++)
        {
            Assert.Equal(((ulong)kept[k] << 33) + 7, block.GetId(k));
            Assert.Equal(kept[k], block.Values(Variable.Age)[k]);
            Assert.Equal(-kept[k], block.Values(Variable.GlandStimulus)[k]);
        }
    }
}
