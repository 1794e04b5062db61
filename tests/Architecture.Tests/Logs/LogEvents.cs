using System.Globalization;
using Fabric.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fabric.Architecture.Tests.Logs;

/// <summary>The log events that the source declares.</summary>
internal static class LogEvents
{
    /// <summary>Each <c>[LoggerMessage]</c> with its id; null where it has none.</summary>
    public static IEnumerable<(string Path, string At, int? Id)> In(SourceFile file) =>
        from attribute in file.All<AttributeSyntax>()
        where attribute.Name.ToString() == "LoggerMessage"
        select (file.Path, file.At(attribute), IdOf(attribute));

    private static int? IdOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var named = arguments.FirstOrDefault(argument => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.ToString() is "EventId" or "eventId");
        var given = named ?? arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon is null);
        return int.TryParse(given?.Expression.ToString(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
