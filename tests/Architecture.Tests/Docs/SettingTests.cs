using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Docs;

public sealed class SettingTests
{
    private const string Page = "docs/configuration.md";

    [Fact]
    public void Every_setting_is_documented()
    {
        var page = File.ReadAllText(Repository.PathOf(Page));
        var settings = BuiltAssemblies.Product.SelectMany(assembly => assembly.Types).SelectMany(Settings).ToArray();

        settings.ShouldContain("Storage:DataDirectory");
        Rule.Holds($"{Page} lists every setting.", settings.Where(setting => !page.Contains($"`{setting}`", StringComparison.Ordinal)));
    }

    /// <summary>The settings of an options class that names its section.</summary>
    private static IEnumerable<string> Settings(TypeDefinition type) =>
        type.Fields.FirstOrDefault(field => field is { HasConstant: true, Name: "Section" or "SectionName" })?.Constant is string section
            ? Properties(type).Select(name => $"{section}:{name}")
            : [];

    private static IEnumerable<string> Properties(TypeDefinition type) =>
        from property in type.Properties
        where property.SetMethod is { IsPublic: true }
        let nested = property.PropertyType.TryResolve() is { } inner && inner.Name.EndsWith("Options", StringComparison.Ordinal) ? inner : null
        from name in nested is null ? [property.Name] : Properties(nested).Select(below => $"{property.Name}:{below}")
        select name;
}
