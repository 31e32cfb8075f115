// System has a ValueType too, which nothing here means.
global using ValueType = SymDiff.Generator.Model.ValueType;
