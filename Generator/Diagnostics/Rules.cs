using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SymDiff.Generator.Diagnostics;

/// <summary>The diagnostics: one row for each, with what its words are.</summary>
internal static class Rules
{
    private const string Help = "https://github.com/symdiff/symdiff/blob/main/docs/diagnostics/";
    private const string Category = "SymDiff";

    // {0} type
    private static readonly DiagnosticDescriptor NotPartial = new("SYMDIFF001", "The type is not partial",
        "'{0}' must be partial, since the derivatives are added to it",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF001.md");

    // {0} construct, with a capital  {1} what to do, without one
    private static readonly DiagnosticDescriptor Unsupported = new("SYMDIFF002", "This is not differentiated",
        "{0} cannot be differentiated: {1}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF002.md");

    // {0} function
    private static readonly DiagnosticDescriptor UnknownFunction = new("SYMDIFF003", "The function has no known derivative",
        "The derivative of '{0}' is not known: state it in a method marked [DerivativeOf], or hold the argument fixed by Calculus.StopGradient",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF003.md");

    // {0} name  {1} why not
    private static readonly DiagnosticDescriptor NoSuchParameter = new("SYMDIFF004", "The name is of no differentiable parameter",
        "'{0}' is no parameter to differentiate with respect to: {1}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF004.md");

    // {0} method  {1} why
    private static readonly DiagnosticDescriptor NothingToDifferentiate = new("SYMDIFF005", "There is nothing to differentiate",
        "'{0}' has nothing to differentiate: {1}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF005.md");

    // {0} name
    private static readonly DiagnosticDescriptor NameTaken = new("SYMDIFF006", "The name of a generated method is taken",
        "'{0}' is to be generated, and the type has a member of that name already: rename one of them",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF006.md");

    // {0} parameter  {1} method
    private static readonly DiagnosticDescriptor Independent = new("SYMDIFF007", "The result does not depend on the parameter",
        "The result of '{1}' does not depend on '{0}': its partial derivative is zero everywhere",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "SYMDIFF007.md");

    // {0} expression or function  {1} why
    private static readonly DiagnosticDescriptor DerivativeLost = new("SYMDIFF008", "The derivative is lost",
        "The derivative is lost in '{0}': {1}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "SYMDIFF008.md");

    // {0} function  {1} convention in words
    private static readonly DiagnosticDescriptor Kink = new("SYMDIFF009", "A convention decides the derivative at a kink",
        "'{0}' has a kink: {1}", Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "SYMDIFF009.md");

    // {0} method
    private static readonly DiagnosticDescriptor Recursion = new("SYMDIFF010", "Recursion is not differentiated",
        "'{0}' calls itself in a way that has no derivative here: make it a method of numbers and arrays that is not virtual, returns a number and changes nothing outside, or write it as a loop",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF010.md");

    // {0} method  {1} partial  {2} point
    private static readonly DiagnosticDescriptor Disagreement = new("SYMDIFF011", "The derivative failed its check",
        "The derivative of '{0}' with respect to {1} disagrees with its check at {2}, so it was not generated: "
        + "this is a defect of SymDiff, please report it",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF011.md");

    // {0} method
    private static readonly DiagnosticDescriptor TooLarge = new("SYMDIFF012", "The method is too large",
        "'{0}' is too large to be differentiated: divide it into several methods",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF012.md");

    // {0} function
    private static readonly DiagnosticDescriptor Flat = new("SYMDIFF013", "The function is constant between its jumps",
        "'{0}' is constant between its jumps: its derivative is taken to be 0",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "SYMDIFF013.md");

    // {0} rule  {1} function  {2} what to do
    private static readonly DiagnosticDescriptor NoRule = new("SYMDIFF014", "The rule is for no function",
        "'{0}' states no derivative of '{1}': {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF014.md");

    // {0} function or operation, with a capital  {1} point
    private static readonly DiagnosticDescriptor Singular = new("SYMDIFF015", "The derivative is not finite within the declared domain",
        "{0} has no finite derivative at {1}, which is in the declared domain: exclude that point, or write the formula in another way",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "SYMDIFF015.md");

    // {0} parameter
    private static readonly DiagnosticDescriptor EmptyRange = new("SYMDIFF016", "The declared range is empty",
        "There is no number in the range that is declared for '{0}': the minimum comes first and is less than the maximum",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF016.md");

    // {0} generated method  {1} why, and what to do
    private static readonly DiagnosticDescriptor NoClosedForm = new("SYMDIFF020", "A method over draws is not generated",
        "'{0}' is not generated: {1}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "SYMDIFF020.md");

    // {0} method  {1} why
    private static readonly DiagnosticDescriptor NoExpectation = new("SYMDIFF021", "The expectation does not exist",
        "The expectation of '{0}' over its draws does not exist: {1}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "SYMDIFF021.md");

    // {0} method
    private static readonly DiagnosticDescriptor Jump = new("SYMDIFF022", "The expected gradient is not the gradient of the expectation",
        "'{0}' jumps at a value of its draw that depends on a parameter: its expected gradient, like the mean of its gradients, is not the gradient of its expectation",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "SYMDIFF022.md");

    // {0} method  {1} exception
    private static readonly DiagnosticDescriptor InternalError = new("SYMDIFF099", "SymDiff failed",
        "SymDiff failed on '{0}', which is a defect of its own, please report it: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "SYMDIFF099.md");

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById;

    static Rules()
    {
        All = ImmutableArray.Create(
            NotPartial, Unsupported, UnknownFunction, NoSuchParameter, NothingToDifferentiate, NameTaken, Independent, DerivativeLost, Kink,
            Recursion, Disagreement, TooLarge, Flat, NoRule, Singular, EmptyRange, NoClosedForm, NoExpectation, Jump, InternalError);
        ById = All.ToImmutableDictionary(rule => rule.Id);
    }

    public static ImmutableArray<DiagnosticDescriptor> All { get; }

    /// <summary>The row that a problem names.</summary>
    public static DiagnosticDescriptor Of(string id) => ById.TryGetValue(id, out var rule) ? rule : InternalError;
}
