using System.Text;
using Fabric.Edge.Composition;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Finds and reads Lavalink's files where Lavalink looks for them (lavalink.md §9.1, §9.2).</summary>
/// <param name="given">The file that is to be read instead of all others; null to look for them.</param>
/// <param name="locations">Where to look instead, as <c>spring.config.location</c> says it; null for the usual places.</param>
/// <param name="additional">Where to look besides; null for nowhere.</param>
/// <param name="directory">The working directory.</param>
internal sealed class ConfigurationFiles(string? given, string? locations, string? additional, string directory)
{
    private const int LargestFile = 1024 * 1024;
    private const string Optional = "optional:";
    private const string FilePrefix = "file:";
    private const string InsideJar = "classpath:";

    /// <summary>From the first to the last, which comes before the others.</summary>
    private static readonly string[] Names = ["application.yaml", "application.yml", "application.properties"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files, by their names as people know them, the later ones coming before the earlier.</summary>
    /// <exception cref="SettingException">One that must be there is not.</exception>
    public IReadOnlyList<string> Find()
    {
        if (given is not null)
        {
            return [Existing(given, "--lavalink-config")];
        }

        var usual = locations is null ? In("").Concat(In("config")) : At(locations, "spring.config.location");
        return [.. usual.Concat(additional is null ? [] : At(additional, "spring.config.additional-location"))];
    }

    /// <summary>The keys of each document of a file; later ones come before earlier ones.</summary>
    /// <exception cref="SettingException">It cannot be read.</exception>
    public IReadOnlyList<IReadOnlyList<SettingEntry>> Read(string file)
    {
        var isProperties = Path.GetExtension(file).Equals(".properties", StringComparison.OrdinalIgnoreCase);
        try
        {
            var content = new FileInfo(PathOf(file)) is { Length: > LargestFile }
                ? throw new SettingException($"{file} is larger than {LargestFile} bytes; it is to be a configuration of Lavalink.")
                : File.ReadAllBytes(PathOf(file));

            // Java's own format is not UTF-8.
            return isProperties ? PropertiesFile.Read(Encoding.Latin1.GetString(content), file) : YamlFile.Read(Decode(content), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{file} cannot be read: {exception.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new SettingException($"{file} is not UTF-8; save it as UTF-8.");
        }
    }

    private static string Decode(byte[] content) => Utf8.GetString(content).TrimStart('\uFEFF');

    private string PathOf(string file) => Path.GetFullPath(file, directory);

    private IEnumerable<string> In(string folder) => Names.Select(name => Path.Combine(folder, name)).Where(name => File.Exists(PathOf(name)));

    private IEnumerable<string> At(string places, string setting)
    {
        foreach (var place in places.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isOptional = place.StartsWith(Optional, StringComparison.Ordinal);
            var path = isOptional ? place[Optional.Length..] : place;
            path = path.StartsWith(FilePrefix, StringComparison.Ordinal) ? path[FilePrefix.Length..] : path;
            foreach (var file in path.StartsWith(InsideJar, StringComparison.Ordinal) ? [] : AtPath(path, isOptional, setting))
            {
                yield return file;
            }
        }
    }

    private IEnumerable<string> AtPath(string path, bool isOptional, string setting)
    {
        if (path.EndsWith('/') || Directory.Exists(PathOf(path)))
        {
            return In(path);
        }

        return isOptional && !File.Exists(PathOf(path)) ? [] : [Existing(path, setting)];
    }

    private string Existing(string path, string setting) => File.Exists(PathOf(path))
        ? path
        : throw new SettingException($"{setting} names {ShownText.Of(path)}, which is not there; name a file that is.");
}
