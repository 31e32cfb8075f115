using System.Text;

namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>What a piece of a random program is, so that another of the kind can stand in its place.</summary>
internal enum PieceKind
{
    Real,
    Whole,
    Truth,
    Statement,
    Block,
}

/// <summary>A piece of a random program: C# text with holes for smaller pieces, written <c>{0}</c>, <c>{1}</c>, ….</summary>
internal sealed record Piece(PieceKind Kind, string Text, params Piece[] Parts)
{
    /// <summary>How many pieces it is made of.</summary>
    public int Size => 1 + Parts.Sum(part => part.Size);

    /// <summary>Whether a loop would not end without it.</summary>
    public bool IsNeeded { get; init; }

    public static Piece Block(IEnumerable<Piece> statements) => new(PieceKind.Block, "", [.. statements]);

    /// <summary>The same program with something left out or made simpler, in every way there is.</summary>
    public IEnumerable<Piece> Smaller()
    {
        if (Kind == PieceKind.Block)
        {
            // Halves first.
            if (Parts.Length > 3)
            {
                yield return this with { Parts = [.. Parts.Where((part, i) => part.IsNeeded || i < Parts.Length / 2)] };
                yield return this with { Parts = [.. Parts.Where((part, i) => part.IsNeeded || i >= Parts.Length / 2)] };
            }

            for (var i = 0; i < Parts.Length; i++)
            {
                if (Parts[i].IsNeeded)
                    continue;
                yield return this with { Parts = [.. Parts[..i], .. Parts[(i + 1)..]] };
                foreach (var inner in Parts[i].Parts.Where(part => part.Kind == PieceKind.Block))
                    yield return this with { Parts = [.. Parts[..i], .. inner.Parts.Where(part => !part.IsNeeded), .. Parts[(i + 1)..]] };
            }
        }
        else if (Kind != PieceKind.Statement)
        {
            foreach (var part in Parts.Where(part => part.Kind == Kind))
                yield return part;
            var simplest = Kind switch { PieceKind.Real => "0.75", PieceKind.Whole => "0", _ => "true" };
            if (Text != simplest && !(Kind == PieceKind.Real && Parts.Length == 0 && Text.Length == 1))
                yield return new Piece(Kind, simplest);
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var smaller in Parts[i].Smaller())
                yield return this with { Parts = [.. Parts[..i], smaller, .. Parts[(i + 1)..]] };
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, "        ");
        return text.ToString();
    }

    private void Write(StringBuilder text, string indent)
    {
        if (Kind == PieceKind.Block)
        {
            foreach (var statement in Parts)
            {
                text.Append(indent);
                statement.Write(text, indent);
                text.Append('\n');
            }

            return;
        }

        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] != '{' || i + 2 >= Text.Length || !char.IsAsciiDigit(Text[i + 1]) || Text[i + 2] != '}')
            {
                text.Append(Text[i]);
                continue;
            }

            var part = Parts[Text[i + 1] - '0'];
            if (part.Kind == PieceKind.Block)
            {
                text.Append('\n').Append(indent).Append("{\n");
                part.Write(text, indent + "    ");
                text.Append(indent).Append('}');
            }
            else
                part.Write(text, indent);
            i += 2;
        }
    }
}
