using Fabric.Architecture.Tests.Assemblies;

namespace Fabric.Architecture.Tests.Projects;

public sealed class ProjectTests
{
    [Fact]
    public void Every_project_has_a_place() => Rule.Holds(
        "A project is listed in ProjectTable with whom it may know.",
        Project.All.Where(project => ProjectTable.For(project) is null).Select(project => project.Path));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("Fabric.sln"));

        Rule.Holds(
            "Fabric.sln holds every project.",
            Project.All.Where(project => !solution.Contains(project.Path.Replace('/', '\\'), StringComparison.Ordinal))
                .Select(project => project.Path));
    }

    [Fact]
    public void A_project_file_references_only_whom_it_may_know() => Rule.Holds(
        "Project references follow ProjectTable.",
        from project in Project.All
        let knows = ProjectTable.For(project)
        where knows is not null
        from reference in project.References
        where !knows.Projects.Contains(reference)
        select $"{project.Path} references {reference}");

    [Fact]
    public void The_engine_is_for_those_who_may_know_it() => Rule.Holds(
        "OrleansReference follows ProjectTable.",
        from project in Project.All
        where project.UsesEngine && ProjectTable.For(project) is { Engine: false }
        select $"{project.Path} has an OrleansReference");

    /// <summary>References reach further than project files say: what a referenced project references can be used too.</summary>
    [Fact]
    public void A_built_assembly_uses_only_whom_it_may_know() => Rule.Holds(
        "What an assembly was compiled against follows ProjectTable.",
        from assembly in BuiltAssemblies.All
        let knows = ProjectTable.For(assembly.Project)
        where knows is not null
        from reference in assembly.Module.AssemblyReferences
        where !MayUse(knows, reference.Name)
        select $"{assembly.Project.Path} uses {reference.Name}");

    private static bool MayUse(Knows knows, string assembly)
    {
        if (Project.All.FirstOrDefault(project => project.Assembly == assembly && project.Name is not "Orleans") is { } other)
        {
            return knows.Projects.Contains(other.Name);
        }

        return assembly.Split('.') switch
        {
            ["Orleans", ..] => knows.Engine,
            ["Microsoft", "AspNetCore", ..] => knows.AspNet,
            _ => true,
        };
    }
}
