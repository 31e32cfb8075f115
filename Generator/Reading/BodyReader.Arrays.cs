using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Elements, lengths and parts of arrays, spans and lists of real numbers that are variables of the method.</content>
internal sealed partial class BodyReader
{
    /// <summary>The array that an operation is, where it is one of the method's variables or a part of one; null for any other.</summary>
    private Expression? ArrayAt(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation when IsArrayVariable(operation) => Value(operation),
        IParenthesizedOperation { Operand: var inner } => ArrayAt(inner),
        IConversionOperation conversion when IsView(conversion) => ArrayAt(conversion.Operand),
        IInvocationOperation => SliceOf(operation),
        IImplicitIndexerReferenceOperation => SliceOf(operation) ?? (TypeOf(operation).IsArray ? ElementAt(operation) : null),
        IArrayElementReferenceOperation reference when RangeOf(reference) is { } copy => copy,
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } when operation.Type is { } row && TypeOf(row).IsArray => ElementAt(operation),
        IMemberReferenceOperation when operation.Type is { } type && TypeOf(type).IsSequence && MemberOf(operation).Instance is not null => Value(operation) is var member && !IsOfCode(member) ? member : null,
        IParameterReferenceOperation { Parameter: var kept } when IsCaptured(kept) && TypeOf(kept.Type).IsSequence => HeldAs(kept, Site(operation)),
        IConditionalOperation { IsRef: false } or ISwitchExpressionOperation when operation.Type is { } type && TypeOf(type).IsArray => SetAside(Value(operation)),
        _ => null,
    };

    // new[] { a, b }, Roots(a): what is made of numbers where it is gone through or asked for an element is an array like any other.
    private Read? MadeHere(IOperation array) => !IsMadeHere(array) ? null : ListMade(Unconverted(array)) ?? SetAside(Value(array));

    private bool IsMadeHere(IOperation array) => Unconverted(array) is not (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IArrayElementReferenceOperation)
        && TypeOf(array).IsSequence && MentionsReal(array);

    // An array in what carried-over code gives: its elements are carried over with it.
    private static bool IsOfCode(Expression expression) => expression is Verbatim || (expression is Element { Tuple: var tuple } && IsOfCode(tuple));

    private bool IsArrayVariable(IOperation reference) => IsTakenAsArray(SymbolAt(reference)) || reference.Type is { } type && TypeOf(type).IsSequence
        && !(reference is IParameterReferenceOperation { Parameter: var parameter } && tupled.Contains(parameter))
        && !(reference is IParameterReferenceOperation { Parameter: var captured } && IsCaptured(captured));

    // double[] as Span<double>, Span<double> as ReadOnlySpan<double>, List<double> as IReadOnlyList<double>: the same elements.
    private bool IsView(IConversionOperation conversion) => conversion.Operand.Type is { } source && conversion.Type is { } target
        && TypeOf(source).IsSequence && TypeOf(target).IsSequence && TypeOf(source).IsOfStructs == TypeOf(target).IsOfStructs;

    private Expression IndexOf(IOperation index, Expression array, int site)
    {
        while (index is IConversionOperation { Operand: var operand } && index.Type?.Name == "Index")
            index = operand;
        if (index is not IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var fromEnd })
            return Operand(index);
        return new Binary(ValueType.Int, BinaryOperator.Subtract, ExtentOf(array, site), Operand(fromEnd), site);
    }

    private static bool IsRange(IOperation argument) => argument.Type is { Name: "Range" };

    private static ArrayExtent ExtentOf(Expression array, int site) => new(FirstOf(array, site), "Length", site);

    /// <summary>x.Length, x.Count, x.GetLength(0).</summary>
    private ArrayExtent? ExtentAt(IOperation operation)
    {
        var (array, member) = operation switch
        {
            IPropertyReferenceOperation { Property.Name: "Length" or "Count", Arguments.Length: 0, Instance: { } instance } => (instance, "Length"),
            IInvocationOperation { TargetMethod.Name: "GetLength", Instance: { } instance, Arguments: [{ Value.ConstantValue.Value: int dimension }] } =>
                (instance, $"GetLength({dimension.ToString(System.Globalization.CultureInfo.InvariantCulture)})"),
            _ => (null, ""),
        };
        return array?.Type is not null && (TypeOf(array.Type).IsSequence || IsTakenAsArray(SymbolAt(array))) && (ArrayAt(array) ?? MadeHere(array)) is { } read ? new ArrayExtent(FirstOf(read, Site(operation)), member, Site(operation)) : null;
    }

    // x.Slice(start, length), x.AsSpan(start), x[start..end] of a span.
    private Expression? SliceOf(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "Slice", IsStatic: false }, Instance: { } instance } call when ArrayAt(instance) is { } array:
                return Slice(array, [.. call.Arguments.Select(argument => argument.Value)], operation);
            case IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" } } call
                when call.Arguments.Skip(1).All(argument => TypeOf(argument.Value) == ValueType.Int) && ArrayAt(call.Arguments[0].Value) is { } array:
                return Slice(array, [.. call.Arguments.Skip(1).Select(argument => argument.Value)], operation);
            case IImplicitIndexerReferenceOperation { Argument: IRangeOperation range, Instance: var instance }
                when instance.Type?.TypeKind != TypeKind.Array && ArrayAt(instance) is { } array:
                var site = Site(operation);
                var start = range.LeftOperand is { } left ? IndexOf(left, array, site) : CountOf(0, site);
                var length = range.RightOperand is { } right
                    ? new Binary(ValueType.Int, BinaryOperator.Subtract, IndexOf(right, array, site), start, site)
                    : null;
                return Slice(array, TypeOf(operation), start, length, site);
            default:
                return null;
        }
    }

    private Expression Slice(Expression array, IOperation[] bounds, IOperation operation)
    {
        var site = Site(operation);
        return bounds.Length == 0
            ? array
            : Slice(array, TypeOf(operation), Operand(bounds[0]), bounds.Length > 1 ? Operand(bounds[1]) : null, site);
    }

    private Expression Slice(Expression array, ValueType type, Expression start, Expression? length, int site)
    {
        if (type.IsOfStructs)
            (start, length) = (Once(start), length is null ? null : Once(length));
        return OfEach(array, type, (part, of) => new ArraySlice(of, part, start, length, site), site);
    }

    /// <summary>Whether a statement writes an element of one of the method's arrays.</summary>
    private bool WritesElement(IOperation operation) => ElementTarget(operation) is { } target && IsElement(target);

    private bool IsElement(IOperation target) => target.Type is { } element && IsStored(TypeOf(element)) && IsInElement(target);

    private bool IsInElement(IOperation target) => MemberOf(target) is ({ } whole, _)
        ? IsInElement(whole)
        : target switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation => referred.ContainsKey(ReferenceSymbol(target)!),
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index, ..] } => !IsRange(index) && IsRooted(array),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => IsRooted(instance),
            IImplicitIndexerReferenceOperation { Instance: var instance, Argument: var index } => !IsRange(index) && IsRooted(instance),
            _ => false,
        };

    // Arithmetic in smaller integers is not theirs: it is carried over.
    private static bool IsStored(ValueType element) => element.IsReal || element.HasMembers || element.Text is "int" or "long" or "bool";

    private IOperation? ElementTarget(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: false, Target: var target } => target,
        ICompoundAssignmentOperation assignment when IsRead(assignment) => assignment.Target,
        IIncrementOrDecrementOperation { IsLifted: false, Target: var target } step when step.OperatorMethod is not { } method || IsBuiltIn(method, target) => target,
        _ => null,
    };

    private bool IsRooted(IOperation array) => array.Type is { } type && TypeOf(type).IsSequence && array switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => IsArrayVariable(array),
        IParenthesizedOperation { Operand: var inner } => IsRooted(inner),
        IConversionOperation conversion => IsRooted(conversion.Operand),
        IMemberReferenceOperation when MemberOf(array).Instance is not null && PlaceAt(array) is not null => true,
        IArrayElementReferenceOperation { ArrayReference: var rows } => IsRooted(rows),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } rows } => IsRooted(rows),
        IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } instance } => IsRooted(instance),
        IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments: [{ Value: var first }, ..] } => IsRooted(first),
        IImplicitIndexerReferenceOperation { Instance: var instance } => IsRooted(instance),
        _ => false,
    };

    /// <summary>x[i] = v, x[i] += v, x[i]++.</summary>
    private Expression StoreElement(IOperation operation)
    {
        var site = Site(operation);
        var spot = WrittenSpotAt(ElementTarget(operation)!) ?? throw new BrokenCodeException();
        var element = ItemOf(spot.Array, spot.Indices, site);
        // The place is settled before the value is computed.
        var mark = statements.Count;
        Expression value;
        Expression? before = null;
        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                value = Operand(assignment.Value);
                break;
            case ICompoundAssignmentOperation assignment:
                var right = Operand(assignment.Value);
                Expression left = element;
                if (mark < statements.Count)
                    left = Kept(left, ref mark);
                value = Converted(
                    Operation(assignment.OperatorKind, right.Type, Converted(left, right.Type), right, assignment.IsChecked, assignment.Syntax, site), element.Type);
                break;
            default:
                if (IsAskedForBefore(operation))
                    element = before = SetAside(element);
                var kind = operation is { Kind: OperationKind.Increment } ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
                value = Operation(kind, element.Type, element, Converted(new Literal(ValueType.Int, "1", 1, site), element.Type), false, operation.Syntax, site);
                break;
        }

        spot = StoreAt(spot with { Indices = spot.Indices.Select(index => Kept(index, ref mark)).ToEquatableArray() }, value, site);
        return before ?? ItemOf(spot.Array, spot.Indices, site);
    }

    /// <summary>w[i] = row: which array an array of arrays holds.</summary>
    private bool StoresRow(IOperation operation)
    {
        if (operation is not ISimpleAssignmentOperation { IsRef: false, Target: var target, Value: var value } || !IsRowElement(target))
            return false;
        var site = Site(operation);
        var isRead = false;
        var parts = Apart(() =>
        {
            if (SpotAt(target) is not { } spot)
                return;
            var row = value is IArrayCreationOperation { Initializer: null } creation && NewArray(creation) is { } made ? made : Operand(value);
            isRead = row.Type.IsRealArray && row.Type.Row is null;
            Emit(new ElementStore(spot.Array, spot.Indices, row, site));
        });
        if (isRead)
            EmitPassage(parts, -1, operation, site);
        return isRead;
    }

    // The place of a row in an array of arrays of numbers.
    private bool IsRowElement(IOperation target)
    {
        var (array, index) = target switch
        {
            IArrayElementReferenceOperation { ArrayReference: var rows, Indices: [var one] } => (rows, one),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } rows, Arguments: [{ Value: var one }] } => (rows, one),
            IImplicitIndexerReferenceOperation { Instance: var rows, Argument: var one } => (rows, one),
            _ => (null, null),
        };
        return array?.Type is not null && TypeOf(array.Type) is { Row.IsRealArray: true } && !IsRange(index!) && IsRooted(array);
    }

    // new double[n][], new[] { a, b }
    private Expression? NewRows(IArrayCreationOperation creation)
    {
        if (creation is not { Type: IArrayTypeSymbol symbol, DimensionSizes: [var size] } || creation.Parent is IArgumentOperation || TypeOf(symbol) is not { Row.IsRealArray: true, IsRealArray: true } type)
            return null;
        var site = Site(creation);
        Verbatim New(Expression count) => new(type, [$"new {type.Elements[0].Text}[", "][]"], [count], Purity.Effectful, string.Empty, site);
        if (creation.Initializer is not { ElementValues: var rows })
            return New(Operand(size));
        if (!rows.Any(row => row.DescendantsAndSelf().Any(inner => inner is ILocalReferenceOperation or IParameterReferenceOperation && HasReal(TypeOf(inner)))))
            return null;
        var array = SetAside(New(CountOf(rows.Length, site)));
        for (var i = 0; i < rows.Length; i++)
            Emit(new ElementStore(array, [CountOf(i, site)], IsEmptyArray(rows[i]) ? Creation(type.Row!, "new ", [CountOf(0, site)], site) : Operand(rows[i]), site));
        return array;
    }

    private static bool IsEmptyArray(IOperation row) => row is IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType: { Name: "Array", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };

    // new double[n], new double[n, m], new[] { a, b }: in a variable of its own.
    private Expression? NewArray(IArrayCreationOperation creation)
    {
        if (NewRows(creation) is { } rowByRow)
            return rowByRow;
        if (creation.Type is null || creation.DimensionSizes.Length > 2 || TypeOf(creation.Type) is not { IsSequence: true, Row: null } || (creation.IsImplicit && creation.Parent is IArgumentOperation argument && (ParamsElements(argument) is not null || !IsReadable(argument))))
            return null;
        var type = TypeOf(creation.Type);
        var site = Site(creation);
        if (creation.Initializer is null)
            return Creation(type, "new ", Operands(creation.DimensionSizes), site);
        IArrayInitializerOperation[] rows = creation.DimensionSizes.Length > 1 ? [.. creation.Initializer.ElementValues.Cast<IArrayInitializerOperation>()] : [creation.Initializer];
        var values = Operands([.. rows.SelectMany(row => row.ElementValues)]);
        // What is listed for params has no text of its own to carry over.
        if (!creation.IsImplicit && values.All(value => value is Literal))
            return null;
        var columns = values.Length / rows.Length;
        var array = SetAside(Creation(type, "new ", creation.DimensionSizes.Length > 1 ? [CountOf(rows.Length, site), CountOf(columns, site)] : [CountOf(columns, site)], site));
        for (var i = 0; i < values.Length; i++)
            StoreAt(new Spot(array, creation.DimensionSizes.Length > 1 ? [CountOf(i / columns, site), CountOf(i % columns, site)] : [CountOf(i, site)]), values[i], site);
        return array;
    }

    private static Verbatim Creation(ValueType type, string word, Expression[] sizes, int site)
    {
        string[] pieces = sizes.Length == 1 ? [$"{word}{type.ItemType.Text}[", "]"] : [$"{word}{type.ItemType.Text}[", ", ", "]"];
        return new Verbatim(type, pieces.ToEquatableArray(), sizes.ToEquatableArray(), Purity.Effectful, string.Empty, site);
    }

    // stackalloc double[n], stackalloc double[] { a, b }, stackalloc[] { a, b }
    private Expression? OnStack(IOperation operation)
    {
        var (stated, size, initializer) = operation.Syntax switch
        {
            StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var one] }] } array } made => (array.ElementType, one, made.Initializer),
            ImplicitStackAllocArrayCreationExpressionSyntax made => (null, null, made.Initializer),
            _ => (null, null, null as InitializerExpressionSyntax),
        };
        if ((stated ?? initializer as SyntaxNode) is null || (stated is null ? ElementIn(model.GetTypeInfo(operation.Syntax, session.Cancellation).ConvertedType) : model.GetTypeInfo(stated, session.Cancellation).Type) is not { } element
            || SpanOf(Actual(element)) is not { } type)
            return null;
        var site = Site(operation);
        if (initializer is null)
            return model.GetOperation(size!, session.Cancellation) is { } count ? Creation(type, "stackalloc ", [Operand(count)], site) : null;
        List<IOperation?> items = [.. initializer.Expressions.Select(item => model.GetOperation(item, session.Cancellation))];
        if (!items.TrueForAll(item => item is not null) || items.TrueForAll(item => item!.ConstantValue.HasValue))
            return null;
        var values = Operands([.. items.Select(item => item!)]);
        var memory = SetAside(Creation(type, "stackalloc ", [CountOf(values.Length, site)], site));
        for (var i = 0; i < values.Length; i++)
            StoreAt(new Spot(memory, [CountOf(i, site)]), Given(values[i], type.ItemType), site);
        return memory;
    }

    private ValueType? SpanOf(ITypeSymbol element) => TypeOf(element).IsReal
        ? new ValueType(NumberKind.Array, "global::System.Span<" + TypeOf(element).Text + ">", [TypeOf(element)])
        : session.Types.SpanOf(element);
}
