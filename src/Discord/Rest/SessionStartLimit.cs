namespace Fabric.Discord.Rest;

/// <summary>The budget of identifies, over all shards. Exhausting it makes Discord reset the bot's token.</summary>
/// <param name="Total">Identifies per day.</param>
/// <param name="Remaining">Of these, how many are left.</param>
/// <param name="ResetAfter">When <paramref name="Remaining"/> is <paramref name="Total"/> again, counted from the answer.</param>
/// <param name="MaxConcurrency">Identifies per 5 seconds.</param>
public sealed record SessionStartLimit(int Total, int Remaining, TimeSpan ResetAfter, int MaxConcurrency);
