using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>What the server is (lavalink.md §2.3).</summary>
internal static class InfoJson
{
    public static void Write(Utf8JsonWriter json, ServerInfo info)
    {
        json.WriteStartObject();
        Write(json, info.Version);
        json.WriteNumber("buildTime"u8, info.BuildTime);
        Write(json, info.Git);
        JsonText.WriteString(json, "jvm"u8, info.Jvm);
        JsonText.WriteString(json, "lavaplayer"u8, info.Lavaplayer);
        Write(json, "sourceManagers"u8, info.SourceManagers);
        Write(json, "filters"u8, info.Filters);
        Write(json, info.Plugins);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VersionInfo version)
    {
        json.WriteStartObject("version"u8);
        JsonText.WriteString(json, "semver"u8, version.Semver);
        json.WriteNumber("major"u8, version.Major);
        json.WriteNumber("minor"u8, version.Minor);
        json.WriteNumber("patch"u8, version.Patch);
        JsonText.WriteString(json, "preRelease"u8, version.PreRelease);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GitInfo git)
    {
        json.WriteStartObject("git"u8);
        JsonText.WriteString(json, "branch"u8, git.Branch);
        JsonText.WriteString(json, "commit"u8, git.Commit);
        json.WriteNumber("commitTime"u8, git.CommitTime);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            JsonText.WriteString(json, value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<PluginInfo> plugins)
    {
        json.WriteStartArray("plugins"u8);
        foreach (var plugin in plugins)
        {
            json.WriteStartObject();
            JsonText.WriteString(json, "name"u8, plugin.Name);
            JsonText.WriteString(json, "version"u8, plugin.Version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
