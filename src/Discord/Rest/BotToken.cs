namespace Fabric.Discord.Rest;

/// <summary>A bot's token. A class of its own so that no log line, exception or record printout can show it by accident.</summary>
public sealed class BotToken : IEquatable<BotToken>
{
    private readonly string _value;

    /// <summary>Takes the token as the Developer Portal shows it, without a <c>Bot </c> prefix.</summary>
    /// <exception cref="ArgumentException">Empty, or holds characters that no token has.</exception>
    public BotToken(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0)
        {
            throw new ArgumentException("The bot token is empty: set it to the token shown in the Developer Portal under Bot.", nameof(value));
        }

        if (value.Any(static character => character is <= ' ' or > '~'))
        {
            throw new ArgumentException(
                "The bot token holds a blank or a character outside ASCII: give the token alone, without a \"Bot \" prefix.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The secret itself, for an Authorization header or an Identify payload only.</summary>
    public string Reveal() => _value;

    /// <inheritdoc />
    public bool Equals(BotToken? other) => string.Equals(_value, other?._value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as BotToken);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>Never the secret.</summary>
    public override string ToString() => "(bot token)";
}
