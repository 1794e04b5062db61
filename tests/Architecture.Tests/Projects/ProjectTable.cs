namespace Fabric.Architecture.Tests.Projects;

/// <summary>Who may know whom. A project that is not listed fails the tests: a new project is a decision about its place.</summary>
internal static class ProjectTable
{
    private static readonly string[] Everything =
        ["Protocol", "Abstractions", "Media", "Discord", "Storage", "Grains", "Edge", "Gateway", "Silo"];

    public static IReadOnlyDictionary<string, Knows> Rows { get; } = new Dictionary<string, Knows>(StringComparer.Ordinal)
    {
        ["Protocol"] = new([], Engine: true),
        ["Abstractions"] = new(["Protocol"], Engine: true),
        ["Media"] = new([]),
        ["Discord"] = new(["Protocol"]),
        ["Storage"] = new([], Engine: true),
        ["Grains"] = new(["Abstractions", "Protocol", "Media", "Discord"], Engine: true),
        ["Edge"] = new(["Abstractions", "Protocol"], Engine: true, AspNet: true),
        ["Gateway"] = new(["Edge", "Storage"], Engine: true, AspNet: true),
        ["Silo"] = new(Everything, Engine: true, AspNet: true),

        ["Orleans"] = new([]),
        ["Orleans.CodeGenerator"] = new([]),

        ["Bench"] = new([.. Everything, "Testing", "FakeDiscord", "Engine.Silo"], Engine: true, AspNet: true),

        ["Testing"] = new(["Protocol"]),
        ["FakeDiscord"] = new(["Protocol"], AspNet: true),
        ["Engine.Silo"] = new(["Storage", "Testing"], Engine: true),
        ["Engine.Tests"] = new(["Engine.Silo", "Storage", "Testing"], Engine: true),
        ["Storage.Writer"] = new(["Storage"], Engine: true),
        ["Storage.Tests"] = new(["Storage", "Storage.Writer", "Testing"], Engine: true),
        ["Standin.Tests"] = new(["Orleans", "Orleans.CodeGenerator", "Testing"], Engine: true),
    };

    /// <summary>What a project may know. A test project mirrors one of src, or is named in the design; it may know what it likes.</summary>
    public static Knows? For(Project project)
    {
        if (Rows.TryGetValue(project.Name, out var row))
        {
            return row;
        }

        return TestProjects.Contains(project.Name) ? new Knows([.. Everything, "Testing", "FakeDiscord", "Bench"], Engine: true, AspNet: true) : null;
    }

    private static readonly string[] TestProjects =
    [
        .. Everything.Select(name => name + ".Tests"),
        "Architecture.Tests",
        "Bench.Tests",
        "Cluster.Tests",
        "Conformance.Tests",
        "FakeDiscord.Tests",
    ];
}
