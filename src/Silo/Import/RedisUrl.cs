using System.Globalization;

namespace Fabric.Silo.Import;

/// <summary>Where a Redis is and how to log in, as <c>redis://[user:password@]host[:port][/db]</c>; <c>rediss</c> for TLS. Prints without the password.</summary>
internal sealed record RedisUrl
{
    private const string Plain = "redis";
    private const string Tls = "rediss";
    private const int DefaultPort = 6379;

    public required string Host { get; init; }

    public required int Port { get; init; }

    public bool IsTls { get; init; }

    /// <summary>Null for the default user, whose password may be all there is.</summary>
    public string? User { get; init; }

    /// <summary>Null where there is nothing to log in with.</summary>
    public string? Password { get; init; }

    /// <summary>The number of the database.</summary>
    public int Database { get; init; }

    /// <summary>Reads a URL. User and password are percent-encoded in it.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="setting">What the text comes from, for the message.</param>
    /// <exception cref="ImportException">It is none. The text is not shown: a part of it may be a password.</exception>
    public static RedisUrl Parse(string text, string setting)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not (Plain or Tls)
            || uri.Host.Length == 0
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
            || !TryReadDatabase(uri.AbsolutePath, out var database))
        {
            throw new ImportException($"{setting} is no Redis URL: it must be {Plain}://[user:password@]host[:port][/database], or {Tls}:// for TLS.");
        }

        var (user, password) = ReadLogin(uri.UserInfo);
        return new RedisUrl
        {
            Host = uri.IdnHost,
            Port = uri.IsDefaultPort || uri.Port <= 0 ? DefaultPort : uri.Port,
            IsTls = uri.Scheme == Tls,
            User = user,
            Password = password,
            Database = database,
        };
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Redis at {Host}:{Port}");

    private static bool TryReadDatabase(string path, out int database)
    {
        database = 0;
        var number = path.AsSpan().Trim('/');
        return number.IsEmpty || int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out database);
    }

    /// <summary><c>user:password</c>, <c>:password</c>; and one word alone is a password, as Lanyard's client has it.</summary>
    private static (string? User, string? Password) ReadLogin(string login)
    {
        if (login.Length == 0)
        {
            return (null, null);
        }

        var colon = login.IndexOf(':', StringComparison.Ordinal);
        var user = colon > 0 ? Uri.UnescapeDataString(login[..colon]) : null;
        return (user, Uri.UnescapeDataString(login[(colon + 1)..]));
    }
}
