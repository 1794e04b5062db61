using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fabric.Architecture.Tests.Sources;

/// <summary>Names in test code, which is not looked at as assemblies.</summary>
public sealed class NamingTests
{
    private static readonly string[] TestAttributes = ["Fact", "Theory"];

    [Fact]
    public void Helpers_that_can_be_awaited_end_in_Async() => Rule.Holds(
        "Asynchronous methods end in Async; tests themselves are sentences.",
        from file in SourceTree.In("tests")
        from method in file.All<MethodDeclarationSyntax>()
        where method.ReturnType.ToString() is var type && (type is "Task" or "ValueTask" || type.StartsWith("Task<", StringComparison.Ordinal))
        where !method.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal) && !IsTest(method) && !IsNamedElsewhere(method)
        select $"{file.At(method)} {method.Identifier.ValueText}");

    [Fact]
    public void A_test_is_a_sentence() => Rule.Holds(
        "A test's name is a sentence with underscores.",
        from file in SourceTree.In("tests")
        from method in file.All<MethodDeclarationSyntax>()
        where IsTest(method) && !method.Identifier.ValueText.Contains('_', StringComparison.Ordinal)
        select $"{file.At(method)} {method.Identifier.ValueText}");

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => TestAttributes.Contains(attribute.Name.ToString()));

    /// <summary>By a base class, an explicit interface, or a class whose base list names the contract.</summary>
    private static bool IsNamedElsewhere(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        || method.Identifier.ValueText == "Main"
        || method.ExplicitInterfaceSpecifier is not null
        || (method.Modifiers.Any(SyntaxKind.PublicKeyword) && method.Parent is TypeDeclarationSyntax { BaseList: not null });
}
