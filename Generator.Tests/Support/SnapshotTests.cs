using System.Text;

namespace SymDiff.Generator.Tests.Support;

public sealed class SnapshotTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("symdiff-snapshot-").FullName;

    private string Snapshotted => Path.Combine(directory, "Type.Method#Hint.g");

    [Fact]
    public void What_differs_is_shown_and_written_beside()
    {
        File.WriteAllText(Snapshotted + ".verified.cs", "one\ntwo\n");

        var failure = Snapshot.Compare(Snapshotted, "cs", "one\r\nthree\r\n");

        Assert.Contains("  one\n- two\n+ three\n", failure, StringComparison.Ordinal);
        Assert.Equal([.. Encoding.UTF8.Preamble, .. "one\nthree\n"u8], File.ReadAllBytes(Snapshotted + ".received.cs"));
    }

    [Fact]
    public void What_is_new_fails() => Assert.Contains("does not exist", Snapshot.Compare(Snapshotted, "cs", "one"), StringComparison.Ordinal);

    [Fact]
    public void What_agrees_again_leaves_nothing_behind()
    {
        File.WriteAllText(Snapshotted + ".verified.cs", "\uFEFFone\r\n");
        File.WriteAllText(Snapshotted + ".received.cs", "two");

        Assert.Null(Snapshot.Compare(Snapshotted, "cs", "one\n"));
        Assert.False(File.Exists(Snapshotted + ".received.cs"));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
