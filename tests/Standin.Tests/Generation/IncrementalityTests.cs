using Fabric.Standin.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator;

namespace Fabric.Standin.Tests.Generation;

public sealed class IncrementalityTests
{
    private const string Source =
        """
        [GenerateSerializer, Alias("m")] public sealed record Message([property: Id(0)] string Text);
        [Alias("a")] public interface IA : IGrainWithStringKey { Task<Message> M(Message message); }
        public sealed class A : Grain, IA { public Task<Message> M(Message message) => Task.FromResult(message); }
        """;

    private static readonly string[] Steps =
        [TrackingNames.Interfaces, TrackingNames.Serializables, TrackingNames.Grains, TrackingNames.Assembly];

    [Fact]
    public void A_change_elsewhere_generates_nothing_anew()
    {
        var compilation = Sample.Compile(Source);
        var driver = Sample.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);

        var changed = compilation.AddSyntaxTrees(Sample.Parse("public sealed class Unrelated;"));
        var result = driver.RunGenerators(changed, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

        Steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs)
            .ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached || output.Reason == IncrementalStepRunReason.Unchanged);
        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_change_inside_a_method_body_or_comment_generates_nothing_anew()
    {
        var compilation = Sample.Compile(Source);
        var driver = Sample.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);

        var moved = Sample.Parse($"// moved down\n{Source.Replace("Task.FromResult(message)", "throw new Exception()", StringComparison.Ordinal)}");
        var changed = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], moved);
        var result = driver.RunGenerators(changed, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_new_member_generates_its_type_anew()
    {
        var compilation = Sample.Compile(Source);
        var driver = Sample.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);

        var wider = Sample.Parse(Source.Replace("string Text", "string Text, [property: Id(1)] int More", StringComparison.Ordinal));
        var changed = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], wider);
        var result = driver.RunGenerators(changed, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

        result.GeneratedSources.Single(source => source.HintName == "Codec_Message.g.cs").SourceText.ToString().ShouldContain("More");
        result.TrackedSteps[TrackingNames.Interfaces].SelectMany(step => step.Outputs)
            .ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached || output.Reason == IncrementalStepRunReason.Unchanged);
    }
}
