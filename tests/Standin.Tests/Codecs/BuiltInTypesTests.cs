using System.Collections;
using System.Reflection;
using Orleans.CodeGenerator.Symbols;

namespace Fabric.Standin.Tests.Codecs;

/// <summary>The generator's list of types that travel and the engine's list of codecs are two sides of one thing.</summary>
public sealed class BuiltInTypesTests
{
    // No result, and values declared as object, are the engine's own business; arrays and memory are no names on the list.
    private static readonly string[] EngineOnly =
    [
        typeof(NoResult).FullName!,
        typeof(object).FullName!,
        typeof(byte[]).FullName!,
        typeof(ReadOnlyMemory<byte>).FullName!,
    ];

    [Fact]
    public void What_the_generator_lets_travel_the_engine_can_carry()
    {
        var carried = BuiltIn().Concat(Keys("Generic")).ToList();

        BuiltInTypes.Immutable
            .Concat(BuiltInTypes.ImmutableGenerics)
            .Concat(BuiltInTypes.Collections)
            .Except(carried, StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_the_engine_can_carry_the_generator_lets_travel()
    {
        BuiltIn().Except(EngineOnly, StringComparer.Ordinal).Except(BuiltInTypes.Immutable, StringComparer.Ordinal).ShouldBeEmpty();
        Keys("Generic").Except(BuiltInTypes.ImmutableGenerics, StringComparer.Ordinal).Except(BuiltInTypes.Collections, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_generator_shares_the_engine_does_not_copy()
    {
        Codecs("ByAlias").Where(codec => BuiltInTypes.Immutable.Contains(codec.ValueType.FullName!)).ShouldAllBe(codec => codec.IsImmutable);
    }

    private static IEnumerable<string> BuiltIn() =>
        Codecs("ByAlias").Select(codec => codec.ValueType).Where(IsBuiltIn).Select(type => type.FullName!);

    private static IEnumerable<Codec> Codecs(string field) => Table(field).Values.Cast<Codec>();

    private static IEnumerable<string> Keys(string field) =>
        Table(field).Keys.Cast<Type>().Where(IsBuiltIn).Select(type => type.FullName!);

    /// <summary>Other tests, and assemblies that they compile, register generated codecs in the same process.</summary>
    private static bool IsBuiltIn(Type type) => !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    private static IDictionary Table(string field) =>
        (IDictionary)typeof(Orleans.StandIn.Codecs).GetField(field, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
