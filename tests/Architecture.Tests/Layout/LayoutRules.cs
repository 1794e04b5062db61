using Fabric.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fabric.Architecture.Tests.Layout;

/// <summary>The rules about files and what stands in them. Each gives the violations of one file.</summary>
internal static class LayoutRules
{
    public const int FileCeiling = 400;
    public const int MethodCeiling = 60;

    public static IEnumerable<string> TooLong(SourceFile file) =>
        file.Lines > FileCeiling ? [$"{file.Path} has {file.Lines} lines"] : [];

    public static IEnumerable<(string Name, int Lines)> Methods(SourceFile file) =>
        file.All<BaseMethodDeclarationSyntax>().Select(method => (NameOf(method), LinesOf(method)))
            .Concat(file.All<AccessorDeclarationSyntax>().Select(accessor => (NameOf(accessor), LinesOf(accessor))))
            .Concat(file.All<GlobalStatementSyntax>().Take(1).Select(first => (file.Path, LinesOf(first.Parent!))));

    public static IEnumerable<string> PublicTypesBeyondTheFirst(SourceFile file)
    {
        var types = file.All<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(member => member.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Where(member => member.Modifiers.Any(SyntaxKind.PublicKeyword))
            .ToArray();
        return types.Length > 1 ? [$"{file.Path} declares {types.Length} public types"] : [];
    }

    /// <summary>Fabric.Project.Folder; Orleans' own in the stand-in; the runtime's own in a folder Polyfills.</summary>
    public static IEnumerable<string> ForeignNamespaces(SourceFile file)
    {
        var declared = file.All<BaseNamespaceDeclarationSyntax>().ToArray();
        if (declared.Length == 0)
        {
            return file.All<GlobalStatementSyntax>().Any() || file.All<MemberDeclarationSyntax>().All(member => member is GlobalStatementSyntax)
                ? []
                : [$"{file.Path} has no namespace"];
        }

        return declared.Where(space => !MayHold(file, space)).Select(space => $"{file.At(space)} declares {space.Name}");
    }

    public static IEnumerable<string> Directives(SourceFile file) =>
        file.Root.DescendantTrivia(descendIntoTrivia: true)
            .Where(trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia) || trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            .Select(trivia => $"{file.Path}: {trivia.ToString().Trim()}");

    /// <summary>A warning that is switched off in the source says why, on the same line.</summary>
    public static IEnumerable<string> SuppressionsWithoutReason(SourceFile file) =>
        file.Root.DescendantTrivia(descendIntoTrivia: true)
            .Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            .Select(trivia => trivia.ToString().Trim())
            .Where(pragma => pragma.StartsWith("#pragma warning disable", StringComparison.Ordinal) && !pragma.Contains("//", StringComparison.Ordinal))
            .Concat(file.All<AttributeSyntax>()
                .Where(attribute => attribute.Name.ToString().EndsWith("SuppressMessage", StringComparison.Ordinal))
                .Select(attribute => attribute.ToString())
                .Where(text => !text.Contains("Justification", StringComparison.Ordinal)))
            .Select(text => $"{file.Path}: {text}");

    /// <summary>A comment that ends as a statement does is one.</summary>
    public static IEnumerable<string> CommentedOutCode(SourceFile file) =>
        file.Root.DescendantTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Select(trivia => trivia.ToString().TrimEnd('*', '/', ' ', '\n'))
            .Where(comment => comment.EndsWith(';') || comment.EndsWith('{') || comment.EndsWith('}'))
            .Select(comment => $"{file.Path}: {comment}");

    private static bool MayHold(SourceFile file, BaseNamespaceDeclarationSyntax space)
    {
        var name = space.Name.ToString();
        var folders = file.Path.Split('/')[1..^1];
        if (folders is [.., "Polyfills"])
        {
            return name.StartsWith("System.", StringComparison.Ordinal);
        }

        return file.Area == "standin"
            ? name is "Orleans" or "Microsoft.Extensions.Hosting" || name.StartsWith("Orleans.", StringComparison.Ordinal)
            : space is FileScopedNamespaceDeclarationSyntax && name == "Fabric." + string.Join('.', folders);
    }

    private static string NameOf(SyntaxNode node)
    {
        var own = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            ConstructorDeclarationSyntax => "constructor",
            AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            _ => node.Kind().ToString(),
        };
        var types = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.ValueText).Reverse();
        return string.Join('.', types.Append(own));
    }

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
