namespace SymDiff.Generator.Programs;

/// <summary>
/// The cheapest set of edges that parts a source from a sink, by shortest augmenting paths (Dinic, 1970). Of several, the one nearest to the sink.
/// </summary>
internal sealed class MinimumCut
{
    private readonly List<List<Edge>> edges = [];

    /// <summary>Adds a node and returns its number.</summary>
    public int Add()
    {
        edges.Add([]);
        return edges.Count - 1;
    }

    /// <summary>Connects two nodes.</summary>
    public void Connect(int from, int to, int capacity)
    {
        edges[from].Add(new Edge(to, edges[to].Count) { Left = capacity });
        edges[to].Add(new Edge(from, edges[from].Count - 1));
    }

    /// <summary>Whether each node is on the source's side.</summary>
    public bool[] SourceSide(int source, int sink, CancellationToken cancellation)
    {
        while (Levels(source) is var levels && levels[sink] >= 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = new int[edges.Count];
            while (Augment(source, sink, levels, next))
            {
            }
        }

        return CutOff(sink);
    }

    // The nodes from which nothing more can flow into the sink.
    private bool[] CutOff(int sink)
    {
        var isCutOff = new bool[edges.Count];
        for (var i = 0; i < isCutOff.Length; i++)
            isCutOff[i] = true;
        isCutOff[sink] = false;
        var open = new Queue<int>([sink]);
        while (open.Count > 0)
        {
            foreach (var edge in edges[open.Dequeue()])
            {
                // The edge the other way round leads from there to here.
                if (!isCutOff[edge.To] || edges[edge.To][edge.Back].Left <= 0)
                    continue;
                isCutOff[edge.To] = false;
                open.Enqueue(edge.To);
            }
        }

        return isCutOff;
    }

    // How far each node is from the source over edges that have something left; −1 where it cannot be reached.
    private int[] Levels(int source)
    {
        var levels = new int[edges.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = -1;
        levels[source] = 0;
        var open = new Queue<int>([source]);
        while (open.Count > 0)
        {
            var node = open.Dequeue();
            foreach (var edge in edges[node])
            {
                if (edge.Left <= 0 || levels[edge.To] >= 0)
                    continue;
                levels[edge.To] = levels[node] + 1;
                open.Enqueue(edge.To);
            }
        }

        return levels;
    }

    // One path along the levels, without recursion: bodies are as long as their author likes.
    private bool Augment(int source, int sink, int[] levels, int[] next)
    {
        var path = new Stack<(int Node, Edge Edge)>();
        var node = source;
        while (node != sink)
        {
            Edge? onwards = null;
            for (; next[node] < edges[node].Count; next[node]++)
            {
                var edge = edges[node][next[node]];
                if (edge.Left > 0 && levels[edge.To] == levels[node] + 1)
                {
                    onwards = edge;
                    break;
                }
            }

            if (onwards is not null)
            {
                path.Push((node, onwards));
                node = onwards.To;
                continue;
            }

            if (path.Count == 0)
                return false;
            node = path.Pop().Node;
            next[node]++;
        }

        var flow = path.Min(step => step.Edge.Left);
        foreach (var (_, edge) in path)
        {
            edge.Left -= flow;
            edges[edge.To][edge.Back].Left += flow;
        }

        return true;
    }

    private sealed class Edge(int to, int back)
    {
        public int To { get; } = to;

        /// <summary>Where the opposite edge stands among those of its node.</summary>
        public int Back { get; } = back;

        public int Left { get; set; }
    }
}
