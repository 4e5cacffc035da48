using Cohort.Simulation.Output;

namespace Cohort.Simulation.Tests.Output;

public sealed class RunDirectoryTests
{
    [Fact]
    public void TheOldRunCountsAsUnfinishedAtOnceAndOtherFilesStay()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], "{}");
        File.WriteAllText(folder["part.bin"], "{}");
        File.WriteAllText(folder["notes.txt"], "mine");
        File.WriteAllText(folder[".old.csv.tmp"], "left over");
        Assert.True(RunDirectory.IsFinished(folder.Path));
        using var directory = RunDirectory.Create(folder.Path);
        Assert.False(RunDirectory.IsFinished(folder.Path));
        Assert.False(File.Exists(folder[".old.csv.tmp"]));
        Assert.True(File.Exists(folder["notes.txt"]));
    }

    [Fact]
    public void AFileAppearsWhenItIsWhole()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var written = directory.Write("a.csv", stream =>
        {
            stream.Write("abc"u8);
            Assert.True(File.Exists(folder[".a.csv.tmp"]));
            Assert.False(File.Exists(folder["a.csv"]));
        });
        Assert.Equal("abc", File.ReadAllText(folder["a.csv"]));
        Assert.Equal(["a.csv"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Equal(new WrittenFile("a.csv", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), written);
    }

    [Fact]
    public void AFailedFileLeavesNothingAndTheMessageSaysWhatIsKept()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        Assert.Equal("No file of this run was kept.", directory.DescribeKept());
        directory.Write("a.csv", stream => stream.Write("abc"u8));
        var failure = Assert.Throws<RunDirectoryException>(() => directory.Write("b.csv", stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device");
        }));
        Assert.Contains("b.csv cannot be written", failure.Message);
        Assert.Contains("No space left on device", failure.Message);
        Assert.Contains("Kept in " + folder.Path + ": a.csv", failure.Message);
        Assert.Throws<OperationCanceledException>(() => directory.Write("c.csv", _ => throw new OperationCanceledException()));
        Assert.Equal(["a.csv"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
