using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fabric.Architecture.Tests.Sources;

/// <summary>One C# file.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse);

    public SourceFile(string path, string text)
    {
        Path = path.Replace('\\', '/');
        Text = text;
        Root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Options, path).GetRoot();
    }

    /// <summary>From the repository's root, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The first folder: src, tests, bench, standin.</summary>
    public string Area => Path.Split('/')[0];

    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
