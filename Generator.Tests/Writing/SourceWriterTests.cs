using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Tests.Writing;

public class SourceWriterTests
{
    [Fact]
    public void Indents_what_stands_in_braces()
    {
        var writer = new SourceWriter();
        writer.Open("class C");
        writer.WriteLine("int x;");
        writer.WriteLine();
        writer.WriteText("int y;\r\n\r\nint z;");
        writer.Close();

        Assert.Equal("class C\n{\n    int x;\n\n    int y;\n\n    int z;\n}\n", writer.ToString());
    }

    [Fact]
    public void Leaves_the_lines_of_a_string_where_they_are()
    {
        var writer = new SourceWriter();
        writer.Open();
        writer.WriteLine("F(@\"one\n  two\");");
        writer.Close();

        Assert.Equal("{\n    F(@\"one\n  two\");\n}\n", writer.ToString());
    }

    [Fact]
    public void Refuses_braces_that_do_not_balance()
    {
        var open = new SourceWriter();
        open.Open();

        Assert.Throws<InvalidOperationException>(open.ToString);
        Assert.Throws<InvalidOperationException>(new SourceWriter().Close);
        Assert.Throws<InvalidOperationException>(new SourceWriter().Unindent);
    }
}
