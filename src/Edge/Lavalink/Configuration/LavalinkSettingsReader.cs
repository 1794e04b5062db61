using Fabric.Edge.Composition;
using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>
/// Reads files, environment and command line in Lavalink's precedence (lavalink.md §9.2), and translates the keys that the fabric acts on
/// into its own settings, unless these are set themselves.
/// </summary>
internal sealed class LavalinkSettingsReader
{
    private const string Location = "spring.config.location";
    private const string AdditionalLocation = "spring.config.additionallocation";
    private const string OnProfile = "spring.config.activate.onprofile";

    private readonly IConfiguration _configuration;
    private readonly SettingLayers _layers = new();
    private readonly Placeholders _placeholders;
    private readonly HashSet<string> _saidOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _translated = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<UnderstoodEntry> _understood = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _problems = [];

    private LavalinkSettingsReader(IConfiguration configuration)
    {
        _configuration = configuration;
        _placeholders = new Placeholders(FindReference);
    }

    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>The fabric's own settings that Lavalink's keys come to.</summary>
    public IReadOnlyDictionary<string, string?> Translated => _translated;

    /// <summary>The entries whose keys are known.</summary>
    public IReadOnlyList<UnderstoodEntry> Understood => _understood;

    public IReadOnlyList<string> Warnings => _warnings;

    public IReadOnlyList<string> Notes => _notes;

    public IReadOnlyList<string> Problems => _problems;

    public static LavalinkSettingsReader Read(IConfiguration configuration, string directory)
    {
        var reader = new LavalinkSettingsReader(configuration);
        var variables = new SpringVariables(configuration);
        reader.ReadFiles(variables, directory);
        reader._layers.Add(variables.Environment);
        reader._layers.Add(variables.CommandLine);
        foreach (var entry in reader._layers.Entries.SelectMany(ElementsOf))
        {
            reader.Take(entry);
        }

        reader.CheckOwnFilters();
        reader._warnings.AddRange(variables.Unknown.Select(static name => $"The variable {ShownText.Of(name)} is none of Lavalink's."));
        return reader;
    }

    private void ReadFiles(SpringVariables variables, string directory)
    {
        string? Find(string canonical) => variables.CommandLine.Concat(variables.Environment)
            .FirstOrDefault(entry => entry.Canonical == canonical && entry.Value.Length > 0)?.Value;

        try
        {
            var files = new ConfigurationFiles(_configuration["lavalink-config"], Find(Location), Find(AdditionalLocation), directory);
            Files = files.Find();
            foreach (var document in Files.SelectMany(files.Read))
            {
                AddDocument(document);
            }
        }
        catch (SettingException exception)
        {
            _problems.Add(exception.Message);
        }
    }

    private void AddDocument(IReadOnlyList<SettingEntry> document)
    {
        if (document.FirstOrDefault(static entry => entry.Canonical == OnProfile) is { } profile)
        {
            _warnings.Add($"{profile.Origin}: this document is for a profile and is left out; there are no profiles.");
            return;
        }

        _layers.Add(document);
    }

    /// <summary>A list may be written as one text with commas.</summary>
    private static IEnumerable<SettingEntry> ElementsOf(SettingEntry entry) =>
        LavalinkKeys.Find(entry.Canonical) is { IsList: true } && !entry.Canonical.EndsWith(']')
            ? entry.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select((element, index) => new SettingEntry($"{entry.Key}[{index}]", element, entry.Origin))
            : [entry];

    private void Take(SettingEntry entry)
    {
        var key = LavalinkKeys.Find(entry.Canonical);
        if (key is null)
        {
            WarnOfUnknown(entry);
        }
        else if (key.Effect is KeyEffect.Acts)
        {
            Translate(key, entry);
        }
        else
        {
            _understood.Add(new UnderstoodEntry(key, entry, entry.Value));
            SayWithoutEffect(key, entry);
        }
    }

    /// <summary>A key whose children are all commented out is left with no value.</summary>
    private void WarnOfUnknown(SettingEntry entry)
    {
        if (entry.Value.Length == 0 && LavalinkKeys.HasBelow(entry.Canonical))
        {
            return;
        }

        var hint = NearestName.Of(RelaxedName.WithoutIndexes(entry.Canonical)) is { } near ? $" Is {near} meant?" : "";
        _warnings.Add($"{ShownText.Of(entry.Key)} ({entry.Origin}) is none of Lavalink's settings.{hint}");
    }

    private void SayWithoutEffect(LavalinkKey key, SettingEntry entry)
    {
        var subject = ShownText.Of(key.SubjectOf(entry.Key));
        if (AsksForNothing(key, entry.Value) || !_saidOf.Add(subject))
        {
            return;
        }

        if (key.Effect is KeyEffect.Meaningless)
        {
            _notes.Add(subject);
        }
        else
        {
            _warnings.Add($"{subject} ({entry.Origin}) has no effect: {key.Meaning}.");
        }
    }

    private static bool AsksForNothing(LavalinkKey key, string value) =>
        string.IsNullOrWhiteSpace(value) || value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) || value.Trim() == key.Default;

    private void Translate(LavalinkKey key, SettingEntry entry)
    {
        if (key.SettingOf(entry.Canonical) is not { } below || IsSetItself(key, below))
        {
            return;
        }

        try
        {
            var text = _placeholders.Resolve(entry.Value);
            if (text.Length > 0 || key.IsSecret)
            {
                Translate(key, entry, below, text);
            }
        }
        catch (SettingException exception)
        {
            _problems.Add($"{ShownText.Of(entry.Key)} ({entry.Origin}) {exception.Message}");
        }
    }

    private void Translate(LavalinkKey key, SettingEntry entry, string below, string text)
    {
        var reading = key.Reader(text);
        if (reading.Problem is { } problem)
        {
            _problems.Add($"{ShownText.Of(entry.Key)} is '{ShownText.Of(key, text)}' ({entry.Origin}); {problem}.");
            return;
        }

        if (reading.Correction is { } correction)
        {
            _warnings.Add($"{ShownText.Of(entry.Key)} is '{ShownText.Of(key, text)}' ({entry.Origin}); {correction}.");
        }

        _translated[$"{LavalinkOptions.Section}:{below}"] = reading.Value;
        _understood.Add(new UnderstoodEntry(key, entry, reading.Taken ?? text));
    }

    /// <summary>Whether the fabric's own setting is there; of a list, any element of it.</summary>
    private bool IsSetItself(LavalinkKey key, string below) => key.IsList
        ? _configuration.GetSection($"{LavalinkOptions.Section}:{key.Setting}").GetChildren().Any()
        : _configuration[$"{LavalinkOptions.Section}:{below}"] is not null;

    /// <summary>.NET leaves out, without a word, what it cannot read in a dictionary.</summary>
    private void CheckOwnFilters() => _problems.AddRange(
        from filter in _configuration.GetSection($"{LavalinkOptions.Section}:{nameof(LavalinkOptions.Filters)}").GetChildren()
        where !bool.TryParse(filter.Value, out _)
        select $"{filter.Path} is '{ShownText.Of(filter.Value ?? "")}'; it must be 'true' or 'false'.");

    /// <summary>A placeholder may name a variable, an argument, or another key of the files.</summary>
    private string? FindReference(string name) =>
        _configuration[name.Replace("__", ":", StringComparison.Ordinal)] ?? _layers.Find(RelaxedName.Of(name))?.Value;
}
