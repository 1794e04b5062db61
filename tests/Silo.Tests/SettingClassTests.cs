using System.Reflection;
using System.Text.RegularExpressions;
using Fabric.Edge.Composition;
using Fabric.Grains.Cluster;
using Fabric.Silo.Cluster;
using Fabric.Storage;
using Microsoft.Extensions.Configuration;

namespace Fabric.Silo.Tests;

/// <summary>Every setting of every class, in either program, given a value that cannot be read.</summary>
public sealed partial class SettingClassTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(EdgeOptions).Assembly, typeof(ClusterIdOptions).Assembly, typeof(FailoverOptions).Assembly, typeof(SiloClusterOptions).Assembly];

    public static TheoryData<Type, string> Settings => new(
        from type in Assemblies.SelectMany(static assembly => assembly.GetTypes())
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(type) is not null
        from setting in SettingsOf(type)
        select (type, setting));

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_value_that_cannot_be_read_is_named_with_what_it_must_be(Type options, string setting)
    {
        var section = SectionOf(options)!;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [$"{section}:{setting}"] = "nonsense" })
            .Build();

        var failure = Should.Throw<InvalidOperationException>(() => configuration.GetSection(section).Get(options));
        var line = StartupFailure.Describe(failure, services: null).ShouldNotBeNull();

        line.ShouldStartWith($"{section}:{setting} is 'nonsense'; it must be ");
        Wanted().IsMatch(line).ShouldBeTrue(line);
    }

    /// <summary>All but texts, which can always be read; those of a class within, such as a listener's, by their path.</summary>
    private static IEnumerable<string> SettingsOf(Type options) =>
        from property in options.GetProperties()
        where property.GetMethod is { IsStatic: false } && property.PropertyType != typeof(string)
        from setting in property.PropertyType.IsClass
            ? SettingsOf(property.PropertyType).Select(inner => $"{property.Name}:{inner}")
            : property.CanWrite ? [property.Name] : []
        select setting;

    private static string? SectionOf(Type options) =>
        (options.GetField("Section") ?? options.GetField("SectionName")) is { IsLiteral: true } section ? (string?)section.GetRawConstantValue() : null;

    [GeneratedRegex("must be (a whole number|a number|'true' or 'false'|a time such as 00:00:10|[A-Z][A-Za-z]+(, [A-Z][A-Za-z]+)* or [A-Z][A-Za-z]+)\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wanted();
}
