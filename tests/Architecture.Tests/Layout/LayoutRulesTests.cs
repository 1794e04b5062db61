using Fabric.Architecture.Tests.Sources;

namespace Fabric.Architecture.Tests.Layout;

public sealed class LayoutRulesTests
{
    [Fact]
    public void Two_public_types_in_a_file_are_seen()
    {
        var file = Source("namespace Fabric.Edge;\npublic sealed class A { public sealed class Nested; }\ninternal sealed class B;\npublic enum C { D }");

        LayoutRules.PublicTypesBeyondTheFirst(file).ShouldBe(["src/Edge/A.cs declares 2 public types"]);
    }

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void The_lines_of_a_file_are_counted(int lines, int violations) =>
        LayoutRules.TooLong(Source(string.Concat(Enumerable.Repeat("// a line\n", lines)))).Count().ShouldBe(violations);

    [Fact]
    public void The_lines_of_every_kind_of_method_are_counted_without_its_comment()
    {
        var file = Source(
            """
            namespace Fabric.Edge;
            class A
            {
                /// <summary>Not counted.</summary>
                void M()
                {
                }
                A() =>
                    M();
                int P
                {
                    get
                    {
                        return 1;
                    }
                }
            }
            """);

        LayoutRules.Methods(file).ShouldBe([("A.M", 3), ("A.constructor", 2), ("A.P", 4)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("src/Edge/Lanyard/A.cs", "namespace Fabric.Edge.Lanyard;", true)]
    [InlineData("src/Edge/Lanyard/A.cs", "namespace Fabric.Edge;", false)]
    [InlineData("src/Edge/A.cs", "namespace Fabric.Edge { }", false)]
    [InlineData("src/Edge/A.cs", "class A;", false)]
    [InlineData("src/Silo/Program.cs", "return 0;", true)]
    [InlineData("standin/Orleans/Core/A.cs", "namespace Orleans.Runtime;", true)]
    [InlineData("standin/Orleans/Core/A.cs", "namespace Fabric.Orleans;", false)]
    public void Namespaces_are_held_against_folders(string path, string text, bool allowed) =>
        LayoutRules.ForeignNamespaces(new SourceFile(path, text)).Any().ShouldBe(!allowed);

    [Theory]
    [InlineData("#if DEBUG\n#endif")]
    [InlineData("class A\n{\n    #region B\n    #endregion\n}")]
    [InlineData("class A\n{\n#if X\n    int b;\n#endif\n}")]
    public void Directives_are_seen_wherever_they_are(string text) => LayoutRules.Directives(Source(text)).Count().ShouldBe(1);

    [Theory]
    [InlineData("#pragma warning disable CA1000", false)]
    [InlineData("#pragma warning disable CA1000 // the interface is Orleans'", true)]
    [InlineData("[SuppressMessage(\"a\", \"b\")] class A;", false)]
    [InlineData("[SuppressMessage(\"a\", \"b\", Justification = \"c\")] class A;", true)]
    public void A_suppression_needs_a_reason(string text, bool reasoned) =>
        LayoutRules.SuppressionsWithoutReason(Source(text)).Any().ShouldBe(!reasoned);

    [Theory]
    [InlineData("// Call(x);", true)]
    [InlineData("/* if (a) { */", true)]
    [InlineData("// Discord sends an empty object here: {} is no presence.", false)]
    public void Commented_out_code_is_told_from_prose(string text, bool code) =>
        LayoutRules.CommentedOutCode(Source(text)).Any().ShouldBe(code);

    private static SourceFile Source(string text) => new("src/Edge/A.cs", text);
}
