using Cohort.Simulation.Outcomes;
using Cohort.Simulation.Output;
using Cohort.Simulation.Running;
using Cohort.Simulation.Tests.Outcomes;
using Cohort.Simulation.Tests.Running;

namespace Cohort.Simulation.Tests.Output;

public sealed class UnfinishedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFolderWithFilesIsRefusedWithoutForce()
    {
        File.WriteAllText(_folder["notes.txt"], "mine");
        var refused = Assert.Throws<RefusedInputException>(() => Begin(force: false));
        Assert.Contains("--force", refused.Message);
        Assert.Throws<RefusedInputException>(() => UnfinishedRun.Begin(_folder["notes.txt"], Plans.Plan, RunPart.Whole, force: true));
        Begin(force: true).Dispose();
        Assert.Equal("mine", File.ReadAllText(_folder["notes.txt"]));
    }

    [Fact]
    public void ANewFolderIsMadeAndAnUnfinishedRunInItIsRecognised()
    {
        UnfinishedRun.Begin(_folder["a/b"], Plans.Plan, RunPart.Whole, force: false).Dispose();
        Assert.True(UnfinishedRun.IsIn(_folder["a/b"]));
        var refused = Assert.Throws<RefusedInputException>(() => UnfinishedRun.Begin(_folder["a/b"], Plans.Plan, RunPart.Whole, force: false));
        Assert.Contains("cohort resume " + _folder["a/b"], refused.Message);
    }

    [Fact]
    public void ARunCutOffBeforeItsPlanWasWrittenCountsAsNone()
    {
        Directory.CreateDirectory(_folder["unfinished"]);
        File.WriteAllText(_folder["unfinished/lock"], "");
        Assert.Contains("holds no unfinished run", Assert.Throws<RefusedInputException>(Open).Message);
        Begin(force: false).Dispose();
    }

    [Fact]
    public void WhatIsOpenedIsWhatWasBegun()
    {
        using (UnfinishedRun.Begin(_folder.Path, Plans.Plan, new RunPart(2, 3), force: false))
        {
        }

        using var run = Open();
        Assert.Equal(Plans.Plan.Id, run.Plan.Id);
        Assert.Equal(new RunPart(2, 3), run.Checkpoint.Part);
        Assert.Equal(0, run.Checkpoint.Folded.Count);
        Assert.Empty(run.Notes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheNewestCheckpointIsOpened(int saved)
    {
        Saved(saved);
        using var run = Open();
        Assert.Equal(saved, run.Checkpoint.Folded.Count);
        Assert.Equal(TableBytes.Of(Checkpoints.After(saved).Table), TableBytes.Of(run.Checkpoint.Table));

        // The next one takes the place of the older.
        run.Save(Checkpoints.After(1));
        run.Dispose();
        using var again = Open();
        Assert.Equal(Math.Max(saved, 1), again.Checkpoint.Folded.Count);
    }

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "empty", _ => [] },
        { "one byte", bytes => bytes[..1] },
        { "cut", bytes => bytes[..(bytes.Length / 2)] },
        { "short of a byte", bytes => bytes[..^1] },
        { "a byte too long", bytes => [.. bytes, 0] },
        { "changed at the beginning", bytes => Changed(bytes, 0) },
        { "changed in the middle", bytes => Changed(bytes, bytes.Length / 2) },
        { "changed in the checksum", bytes => Changed(bytes, bytes.Length - 1) },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void OfADamagedCheckpointTheOtherIsUsedAndSaid(string name, Func<byte[], byte[]> damage)
    {
        Saved(3);
        Damage(_folder["unfinished/checkpoint-0.bin"], damage);
        using (var run = Open())
        {
            Assert.Equal(2, run.Checkpoint.Folded.Count);
            Assert.Contains($"checkpoint-0.bin is damaged", Assert.Single(run.Notes));
            Assert.EndsWith("going on from the other, checkpoint-1.bin", run.Notes[0]);

            // The damaged one is overwritten first.
            run.Save(Checkpoints.After(3));
        }

        using (var mended = Open())
        {
            Assert.True(mended.Notes.Count == 0, name);
            Assert.Equal(3, mended.Checkpoint.Folded.Count);
        }

        Damage(_folder["unfinished/checkpoint-0.bin"], damage);
        Damage(_folder["unfinished/checkpoint-1.bin"], damage);
        using var anew = Open();
        Assert.Equal(0, anew.Checkpoint.Folded.Count);
        Assert.Equal(2, anew.Notes.Count);
        Assert.All(anew.Notes, note => Assert.EndsWith("beginning anew", note));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void ADamagedPlanIsRefused(string name, Func<byte[], byte[]> damage)
    {
        Saved(1);
        Damage(_folder["unfinished/plan.bin"], damage);
        var refused = Assert.Throws<RefusedInputException>(Open);
        Assert.True(refused.Message.Contains("plan.bin: is damaged", StringComparison.Ordinal), name);
    }

    [Fact]
    public void ACheckpointOfAnotherRunIsRefusedWithTheReason()
    {
        Saved(1);
        var other = RunPlan.Create(Plans.Scenario with { Seed = 1 }, Plans.Population);
        Put("checkpoint-1.bin", Checkpoints.After(2, other).WriteTo);
        Assert.Contains($"checkpoint-1.bin: is of another plan ({other.Id[..12]}...)", Assert.Throws<RefusedInputException>(Open).Message);

        Put("checkpoint-1.bin", Checkpoint.Start(Plans.Plan, new RunPart(2, 8)).WriteTo);
        Assert.Contains("checkpoint-1.bin: is of part 2/8 of the run, not of 1/1", Assert.Throws<RefusedInputException>(Open).Message);
    }

    [Fact]
    public void APlanOfAnotherModelOrPopulationIsRefusedWithTheReason()
    {
        Saved(1);
        var saved = SavedPlan.Of(Plans.Plan, RunPart.Whole);
        Put("plan.bin", (saved with { ModelVersion = ModelVersion.Current + 1 }).WriteTo);
        Assert.Contains(
            $"plan.bin: is of model version {ModelVersion.Current + 1}; this program has version {ModelVersion.Current}",
            Assert.Throws<RefusedInputException>(Open).Message);

        Put("plan.bin", (saved with { PlanId = new string('0', 64) }).WriteTo);
        Assert.Contains("another edition of the population", Assert.Throws<RefusedInputException>(Open).Message);
    }

    [Fact]
    public void OneProcessAtATime()
    {
        using var run = Begin(force: false);
        Assert.Contains("in use", Assert.Throws<RefusedInputException>(Open).Message);
        Assert.Contains("in use", Assert.Throws<RefusedInputException>(() => Begin(force: true)).Message);
        run.Dispose();
        Open().Dispose();
    }

    [Fact]
    public void ACheckpointThatCannotBeWrittenLeavesTheOneBefore()
    {
        using (var run = Begin(force: false))
        {
            run.Save(Checkpoints.After(1));
            Directory.CreateDirectory(_folder["unfinished/checkpoint-1.bin"]);
            var failure = Assert.Throws<RunDirectoryException>(() => run.Save(Checkpoints.After(2)));
            Assert.Contains("checkpoint-1.bin cannot be written", failure.Message);
            Assert.Equal(1, run.Checkpoint.Folded.Count);
        }

        Assert.Empty(Directory.GetFiles(_folder["unfinished"], ".*"));
        using var again = Open();
        Assert.Equal(1, again.Checkpoint.Folded.Count);
    }

    [Fact]
    public void ANewRunForgetsTheCheckpointsOfTheOld()
    {
        Saved(3);
        Begin(force: true).Dispose();
        using var run = Open();
        Assert.Equal(0, run.Checkpoint.Folded.Count);
    }

    [Fact]
    public void OnceRemovedNothingIsLeftButTheResults()
    {
        File.WriteAllText(_folder["run.json"], "{}");
        using var run = Begin(force: true);
        run.Save(Checkpoints.After(1));
        run.Remove();
        Assert.Equal([_folder["run.json"]], Directory.GetFileSystemEntries(_folder.Path));

        Directory.CreateDirectory(_folder["unfinished"]);
        UnfinishedRun.RemoveRest(_folder.Path);
        UnfinishedRun.RemoveRest(_folder.Path);
        Assert.Equal([_folder["run.json"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 1;
        return changed;
    }

    private static void Damage(string file, Func<byte[], byte[]> damage) => File.WriteAllBytes(file, damage(File.ReadAllBytes(file)));

    private UnfinishedRun Begin(bool force) => UnfinishedRun.Begin(_folder.Path, Plans.Plan, RunPart.Whole, force);

    private UnfinishedRun Open() => UnfinishedRun.Open(_folder.Path);

    // Checkpoints after 1, 2, ... segments.
    private void Saved(int checkpoints)
    {
        using var run = Begin(force: true);
        for (var segments = 1; segments <= checkpoints; segments++)
        {
            run.Save(Checkpoints.After(segments));
        }
    }

    private void Put(string name, Action<Stream> write)
    {
        using var file = File.Create(_folder["unfinished/" + name]);
        write(file);
    }
}
