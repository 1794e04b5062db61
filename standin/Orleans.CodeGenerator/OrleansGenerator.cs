using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orleans.CodeGenerator.Emitting;
using Orleans.CodeGenerator.Models;
using Orleans.CodeGenerator.Parsing;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator;

/// <summary>
/// Generates proxies and requests for grain interfaces, codecs for types with [GenerateSerializer], and the registration of both and
/// of the grain classes. Types with findings are left out; <see cref="Analyzers.ModelAnalyzer" /> reports those.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OrleansGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Unnamed");
        var interfaces = Declared<InterfaceDeclarationSyntax, GrainInterfaceModel>(context, GrainInterfaceParser.Parse)
            .WithTrackingName(TrackingNames.Interfaces);
        var grains = Declared<ClassDeclarationSyntax, string>(context, GrainClassParser.Parse)
            .WithTrackingName(TrackingNames.Grains);
        var serializables = Serializables(context)
            .WithTrackingName(TrackingNames.Serializables);

        context.RegisterSourceOutput(interfaces.Combine(assembly), static (output, item) => output.AddSource(
            $"Interface.{item.Left.MangledName}.g.cs",
            InterfaceEmitter.Emit(item.Left, CodecNames.Namespace(item.Right))));
        context.RegisterSourceOutput(serializables.Combine(assembly), static (output, item) => output.AddSource(
            $"{item.Left.CodecName}.g.cs",
            CodecEmitter.Emit(item.Left, CodecNames.Namespace(item.Right))));

        var all = assembly.Combine(interfaces.Collect()).Combine(serializables.Collect()).Combine(grains.Collect())
            .Select(static (item, _) => new AssemblyModel(item.Left.Left.Left, new(item.Left.Left.Right), new(item.Left.Right), new(item.Right)))
            .WithTrackingName(TrackingNames.Assembly);
        context.RegisterSourceOutput(all, static (output, model) => AddAssembly(output, model));
    }

    private static void AddAssembly(SourceProductionContext output, AssemblyModel model)
    {
        if (model.IsEmpty)
        {
            return;
        }

        output.AddSource("Metadata.g.cs", MetadataEmitter.Emit(model));
        if (model.Serializables.Any(serializable => serializable.HasExceptionBase))
        {
            output.AddSource("ExceptionLevel.g.cs", ExceptionLevelEmitter.Emit(CodecNames.Namespace(model.Name)));
        }
    }

    private static IncrementalValuesProvider<SerializableModel> Serializables(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.GenerateSerializer,
                static (node, _) => node is TypeDeclarationSyntax,
                static (item, _) => SerializableParser.Parse((INamedTypeSymbol)item.TargetSymbol, new Findings()))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);

    private static IncrementalValuesProvider<TModel> Declared<TSyntax, TModel>(
        IncrementalGeneratorInitializationContext context,
        Func<INamedTypeSymbol, Findings, TModel?> parse)
        where TSyntax : TypeDeclarationSyntax
        where TModel : class =>
        context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is TSyntax { BaseList: not null },
                (item, cancellation) =>
                    item.SemanticModel.GetDeclaredSymbol(item.Node, cancellation) is INamedTypeSymbol type && IsFirstPart(type, item.Node)
                        ? parse(type, new Findings())
                        : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);

    // Of a partial type only the first part that has bases counts.
    private static bool IsFirstPart(INamedTypeSymbol type, SyntaxNode node) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .First(part => part is TypeDeclarationSyntax { BaseList: not null }) == node;
}
