using System.Diagnostics.CodeAnalysis;

namespace Fabric.FakeDiscord.Demo;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        """
        Usage: FakeDiscord [--port N] [--users N] [--lively] [--seed N] [--token TOKEN] [--json] [--exit-with-parent]

          --port N            port of REST, gateway and CDN on 127.0.0.1 (0, the default: a free one)
          --users N           people to begin with, in three guilds (default 0)
          --lively            change a few presences each second
          --seed N            the same seed makes the same people (default 1)
          --token TOKEN       the bot token to accept
          --json              print the addresses as one line of JSON
          --exit-with-parent  stop when standard input closes
        """;

    private const int MaxPort = 65_535;
    private const int MaxUsers = 1_000_000;

    public int Port { get; private set; }

    public int Users { get; private set; }

    public int Seed { get; private set; } = 1;

    public string? Token { get; private set; }

    public bool Lively { get; private set; }

    public bool Json { get; private set; }

    public bool ExitWithParent { get; private set; }

    public bool Help { get; private set; }

    /// <summary>Reads the arguments; false with the reason where they make no sense.</summary>
    public static bool TryParse(
        IReadOnlyList<string> arguments, [NotNullWhen(true)] out CommandLine? options, [NotNullWhen(false)] out string? error)
    {
        var parsed = new CommandLine();
        (options, error) = (null, null);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (parsed.TrySwitch(arguments[i]))
            {
                continue;
            }

            if (i + 1 == arguments.Count || !parsed.TryOption(arguments[i], arguments[i + 1]))
            {
                error = $"cannot use '{string.Join(' ', arguments.Skip(i).Take(2))}'; try --help";
                return false;
            }

            i++;
        }

        options = parsed;
        return true;
    }

    private bool TrySwitch(string name)
    {
        switch (name)
        {
            case "--lively":
                return Lively = true;
            case "--json":
                return Json = true;
            case "--exit-with-parent":
                return ExitWithParent = true;
            case "--help" or "-h":
                return Help = true;
            default:
                return false;
        }
    }

    private bool TryOption(string name, string value)
    {
        switch (name)
        {
            case "--port" when int.TryParse(value, out var port) && port is >= 0 and <= MaxPort:
                Port = port;
                return true;
            case "--users" when int.TryParse(value, out var users) && users is >= 0 and <= MaxUsers:
                Users = users;
                return true;
            case "--seed" when int.TryParse(value, out var seed):
                Seed = seed;
                return true;
            case "--token" when value.Length > 0:
                Token = value;
                return true;
            default:
                return false;
        }
    }
}
