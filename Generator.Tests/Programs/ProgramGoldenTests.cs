using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>How the gradients of programs read, one for each way of reversing a loop, and that an edit elsewhere does not make them anew.</summary>
public class ProgramGoldenTests
{
    [Theory]
    [InlineData("LinearRegression")] // fused: three running sums, nothing stored
    [InlineData("Dot")] // run again: the adjoint of the sum is known only after it
    [InlineData("Power")] // the partial travels with the loop
    [InlineData("MemoryCell")] // backwards, from a tape that holds what is dear to compute
    [InlineData("TapeOnTheStack")] // a tape whose length is a constant
    [InlineData("TapeOfATriangle")] // a tape for which there is made room before each inner loop
    [InlineData("Pendulum")] // the author's constants, and adjoints that take their next values in place
    [InlineData("BoundedControl")] // on which side of a bound it lies is asked once
    [InlineData("GarchOfReturns")] // what depends on one condition stands in one if
    [InlineData("Filter")] // partials that could travel, and a tape that costs less
    [InlineData("LambdaAsArgument")] // the method that it is given to, with the lambda in its place
    [InlineData("Legendre")] // a companion that calls itself
    [InlineData("PowerByHalving")] // the gradient calls itself
    [InlineData("QueryVariance")] // queries are the loops that they run
    [InlineData("Heat")] // backwards, and nothing but what k needs is kept
    [InlineData("Rotation")] // one if forwards and one backwards; what a branch has computed it does not compute again
    [InlineData("Lens")] // the same in each turn of a loop
    [InlineData("SoftmaxInPlace")] // what is divided in place is read where it is; what a turn keeps has a name and a place
    [InlineData("GuardClauses")] // what follows a turn's early end is the other side of it, and what is stored on each side has one adjoint
    [InlineData("Cholesky")] // the factor is filled once, so it is read again, the root on one side and the quotient on the other
    [InlineData("GarchOfStudents")] // sums that are known on the way forward, of which nothing is kept
    [InlineData("TrendWithGaps")] // what the turn before takes on one condition is one if
    [InlineData("CrossEntropy")] // the greatest term, of which the result does not depend, has no adjoint
    [InlineData("PoissonOfCounts")] // the author's name for what is used once
    [InlineData("NelsonSiegel")] // the exponential that the price wants serves its derivative
    [InlineData("EvidenceOfAProcess")] // a factorisation in place and a system solved by it, backwards without a tape
    [InlineData("ForwardAlgorithm")] // a table filled row by row: nothing is kept
    [InlineData("DoubleBuffer")] // what is swapped forwards is swapped backwards
    [InlineData("WaveEquation")] // three that take each other's places
    [InlineData("ChosenInTurns")] // a row that is chosen, and the row of its adjoints
    [InlineData("RowsOfWeights")] // a row, and the row of its adjoints
    [InlineData("SumThenRecurrence")] // the adjoint that the recurrence has left is read under its name
    [InlineData("InterpolatedTable")] // a search changes nothing: each turn is reversed on the spot
    [InlineData("FinallyBeforeTheSweep")] // what the loop leaves is declared before the braces
    [InlineData("CalledInTurns")] // the value with its pullback where its sensitivity is known; the pullback alone where it is not
    [InlineData("FillsLayers")] // a function that fills an array stays a call; its pullback reads what it has filled
    [InlineData("FillsSlopes")] // what is overwritten before the reverse sweep, the function keeps on the tape
    [InlineData("BubbleSort")] // what is exchanged on one condition is exchanged back on it
    [InlineData("Mixture")] // each point reversed on the spot; what its components fill anew is their own
    [InlineData("RungeKuttaOfGrowth")] // statement by statement: k3Bar, k2Bar, k1Bar
    [InlineData("MatrixByItsElements")] // no array is left
    [InlineData("MatrixOfEachTurn")] // nor here; the sums leave the loop
    [InlineData("Sorted")] // the order is data
    [InlineData("SolveInPlace")] // which row stands where
    [InlineData("OrderedCategories")] // what was chosen is chosen once, and is what each side knows it to be
    [InlineData("AggregateToStruct")] // a struct that a query hands on, member by member; what its partials are by
    [InlineData("PlacesOfTwoLoops")] // what the turns of a loop read is there, all of it, or no turn has run
    [InlineData("AddedOnOneCondition")] // one if, and the adjoint is read once
    [InlineData("RootOnFewOfManySidesUnderAGuard")] // on a side where the slope is a number it is that number
    [InlineData("Attractor")] // x += …, wherever x stands in what it becomes
    [InlineData("OrbitOfAPlanet")] // what each turn divides by is asked for in any case
    [InlineData("TridiagonalSolve")] // eliminated forwards, read backwards: quotients, and no questions
    [InlineData("ChainOfRotations")] // a rotation about each axis, backwards the one about its opposite
    [InlineData("SoftDynamicTimeWarping")] // the least of three is subtracted, and has no adjoint
    [InlineData("SoftBellman")] // the greatest has no adjoint, and of the values nothing is kept
    [InlineData("ScaledForwardAlgorithm")] // the buffers' adjoints are exchanged as the buffers are
    [InlineData("RectifiedLayer")] // the adjoint of a unit is chosen once
    [InlineData("HestonPath")] // a variance that is no number leaves the payoff without a value, so that nothing is asked of it
    [InlineData("SoftMaximaOfNeighbours")] // nothing to do on the way forward
    public void Read_as_by_hand(string program)
    {
        var run = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == program).Source.Replace("List<", "System.Collections.Generic.List<", StringComparison.Ordinal));

        Snapshot.Match(run);
        Caching.AssertCached(run);
    }
}
