using System.Xml.Linq;

namespace Fabric.Architecture.Tests.Projects;

/// <summary>A project file, read as it stands.</summary>
internal sealed class Project
{
    private Project(string path, XDocument content)
    {
        Path = path;
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        Assembly = Values(content, "AssemblyName").SingleOrDefault() ?? "Fabric." + Name;
        UsesEngine = Values(content, "OrleansReference").Any();
        References =
        [
            .. content.Descendants().Where(element => element.Name.LocalName == "ProjectReference")
                .Where(element => (string?)element.Attribute("ReferenceOutputAssembly") != "false")
                .SelectMany(element => ((string?)element.Attribute("Include") ?? "").Split(';'))
                .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))),
        ];
    }

    /// <summary>Every project there is, but those that are never built.</summary>
    public static IReadOnlyList<Project> All { get; } =
    [
        .. Repository.Files
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !path.StartsWith("build/", StringComparison.Ordinal))
            .Select(path => new Project(path, XDocument.Load(Repository.PathOf(path)))),
    ];

    public string Path { get; }

    public string Name { get; }

    public string Assembly { get; }

    public bool UsesEngine { get; }

    public IReadOnlyList<string> References { get; }

    private static IEnumerable<string> Values(XDocument content, string property) =>
        content.Descendants().Where(element => element.Name.LocalName == property).Select(element => element.Value.Trim());
}
