using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>What is wrong with a type. The analyzer reports it; the generator only asks whether there is anything.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _diagnostics = [];
    private bool _isBlocked;

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public bool IsEmpty => _diagnostics.Count == 0 && !_isBlocked;

    public void Add(DiagnosticDescriptor rule, ISymbol symbol, params object[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(rule, symbol.Locations.FirstOrDefault(), arguments));

    /// <summary>No code, and no word either: the compiler or another finding says what is wrong.</summary>
    public void Block() => _isBlocked = true;
}
