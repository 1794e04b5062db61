using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>The users that a query names: <c>ids=a,b,c</c>.</summary>
internal static class LanyardIds
{
    /// <summary>How many users one request may ask for.</summary>
    public const int Most = 100;

    /// <summary>Those that can be users, each once; null where the query has no <c>ids</c>. Where it has several the last counts.</summary>
    public static IReadOnlyCollection<UserId>? Parse(ReadOnlySpan<char> query)
    {
        const string Name = "ids=";
        string? list = null;
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.StartsWith(Name, StringComparison.Ordinal) && PercentEncoding.TryDecodeForm(parameter[Name.Length..], out var value))
            {
                list = value;
            }
        }

        return list is null ? null : ToIds(list.Split(','));
    }

    private static HashSet<UserId> ToIds(IEnumerable<string> texts)
    {
        var ids = new HashSet<UserId>();
        foreach (var text in texts)
        {
            if (UserId.TryParse(text, out var id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
