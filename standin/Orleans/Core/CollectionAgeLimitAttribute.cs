using System.Globalization;

namespace Orleans;

/// <summary>On a grain class: how long an idle activation stays. <see cref="AlwaysActive" /> keeps it until the process stops.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The limit is given by properties.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The limit as text such as <c>00:02:00</c>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        Minutes = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture).TotalMinutes;

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Never collected for idleness.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit => AlwaysActive ? TimeSpan.MaxValue : TimeSpan.FromMinutes(Minutes);
}
