using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Tests.Running;

public sealed class ArmTreeTests
{
    [Fact]
    public void IdenticalArmsAreSimulatedOnce()
    {
        var tree = ArmTree.Build(Plans.WithArms(5, [Plans.Statin(2020)], [Plans.Statin(2020)]));
        Assert.All(Enumerable.Range(0, 6), year => Assert.Equal([0], tree.SourcesAt(year)));
        Assert.Empty(tree.Forks);
        Assert.Equal(new TrunkPiece(0, 0, 5), Assert.Single(tree.Pieces));
        Assert.Equal(tree.Path(0), tree.Path(1));
    }

    [Fact]
    public void AnArmForksInTheFirstYearInWhichItDiffers()
    {
        // Year 3 is the calendar year 2022.
        var tree = ArmTree.Build(Plans.WithArms(5, [], [Plans.Statin(2022)]));
        Assert.Equal([new Fork(3, 0, 1)], tree.Forks);
        Assert.Equal([0, 0, 0, 1, 1, 1], Enumerable.Range(0, 6).Select(year => tree.Source(1, year)));
        Assert.Equal([new TrunkPiece(0, 0, 2), new TrunkPiece(0, 3, 5), new TrunkPiece(1, 3, 5)], tree.Pieces);
        Assert.Equal([0, 1], tree.Path(0));
        Assert.Equal([0, 2], tree.Path(1));
    }

    [Fact]
    public void ArmsForkFromEachOther()
    {
        var tree = ArmTree.Build(Plans.WithArms(6, [], [Plans.Statin(2021)], [Plans.Statin(2021), Plans.Statin(2024, dose: 0.2)]));
        Assert.Equal([new Fork(2, 0, 1), new Fork(5, 1, 2)], tree.Forks);
        Assert.Equal([(0, 0, 1), (1, 2, 4), (2, 5, 6)], tree.Path(2).Select(piece => tree.Pieces[piece]).Select(p => (p.Arm, p.FirstYear, p.LastYear)));
    }

    [Fact]
    public void AnInterventionThatHasEndedKeepsArmsApart()
    {
        var tree = ArmTree.Build(Plans.WithArms(5, [], [Plans.Statin(2021, 2023)]));
        Assert.Equal([0, 0, 1, 1, 1, 1], Enumerable.Range(0, 6).Select(year => tree.Source(1, year)));
    }

    [Fact]
    public void ArmsThatBeginAlikeUnderDifferentDatesAreOne()
    {
        // Both are in force from the first simulated year on; that one was written earlier changes nothing.
        var tree = ArmTree.Build(Plans.WithArms(3, [Plans.Statin(2000)], [Plans.Statin(2020, 2050)]));
        Assert.Empty(tree.Forks);
    }

    [Fact]
    public void EligibilityIsComparedByContent()
    {
        var old = new Eligibility([new Criterion(Variable.Age, 65, 200)], [CkdStage.G4]);
        var alsoOld = new Eligibility([new Criterion(Variable.Age, 65, 200)], [CkdStage.G4]);
        var young = new Eligibility([new Criterion(Variable.Age, 65, 200, Negated: true)], [CkdStage.G4]);
        Assert.Empty(ArmTree.Build(Plans.WithArms(3, [Plans.Statin(2020) with { Who = old }], [Plans.Statin(2020) with { Who = alsoOld }])).Forks);
        Assert.Single(ArmTree.Build(Plans.WithArms(3, [Plans.Statin(2020) with { Who = old }], [Plans.Statin(2020) with { Who = young }])).Forks);
    }

    [Fact]
    public void UntilIsTheFirstYearOutOfForce()
    {
        var scenario = Plans.WithArms(3, [Plans.Statin(2021, 2022)]);
        Assert.Equal([0, 1, 0], Enumerable.Range(1, 3).Select(year => ArmTree.InForce(scenario, scenario.Arms[0], year).Count));
    }
}
