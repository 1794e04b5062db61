namespace Fabric.Architecture.Tests.Projects;

/// <summary>What a project may reference.</summary>
/// <param name="Projects">Other projects, by name.</param>
/// <param name="Engine">Whether it may use Orleans.</param>
/// <param name="AspNet">Whether it may use ASP.NET Core (the hosting libraries that come with it are free to all).</param>
internal sealed record Knows(string[] Projects, bool Engine = false, bool AspNet = false);
