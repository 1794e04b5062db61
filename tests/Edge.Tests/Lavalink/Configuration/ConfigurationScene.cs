using System.Text;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Testing;
using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

/// <summary>A working directory with files of Lavalink, an environment and a command line.</summary>
internal sealed class ConfigurationScene : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal);
    private readonly List<string> _arguments = [];

    public string Directory => _directory.Path;

    public IConfiguration Configuration => new ConfigurationBuilder().AddInMemoryCollection(_settings).AddCommandLine([.. _arguments]).Build();

    public LavalinkOptions Options
    {
        get
        {
            var options = new LavalinkOptions();
            Read().Bind(options);
            return options;
        }
    }

    public ConfigurationScene File(string name, string text)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(_directory.Of(name))!);
        System.IO.File.WriteAllBytes(_directory.Of(name), Encoding.UTF8.GetBytes(text));
        return this;
    }

    public ConfigurationScene Yaml(string text) => File("application.yml", text);

    /// <summary>A variable, or a setting of the fabric's own.</summary>
    public ConfigurationScene Set(string name, string value)
    {
        _settings[name] = value;
        return this;
    }

    public ConfigurationScene Argument(params string[] arguments)
    {
        _arguments.AddRange(arguments);
        return this;
    }

    public LavalinkSettings Read() => LavalinkSettings.Read(Configuration, Directory);

    public EffectiveSetting Effective(string key) => Read().Effective.Single(setting => setting.Key == key);

    public void Dispose() => _directory.Dispose();
}
