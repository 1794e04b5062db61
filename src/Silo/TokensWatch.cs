using Fabric.Edge.Composition;
using Fabric.Grains.Ingest;

namespace Fabric.Silo;

/// <summary>
/// Reads the directory of tokens again and again, so that bots come, go and change their tokens without a restart. What cannot be read changes
/// nothing.
/// </summary>
internal sealed partial class TokensWatch(BotSettings settings, BotRegistry bots, TimeProvider time, ILogger<TokensWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private string? _refusal;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.TokensDirectory is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Read();
        }
    }

    private void Read()
    {
        try
        {
            var read = settings.Read();
            if (!read.ToHashSet().SetEquals(bots.All))
            {
                bots.Replace(read);
                LogChanged(string.Join(", ", read.Select(static bot => bot.Id)));
            }

            _refusal = null;
        }
        catch (SettingException exception)
        {
            if (_refusal != exception.Message)
            {
                LogRefused(exception.Message);
            }

            _refusal = exception.Message;
        }
    }

    [LoggerMessage(3104, LogLevel.Information, "The bots have changed; they are now: {Bots}")]
    private partial void LogChanged(string bots);

    [LoggerMessage(3105, LogLevel.Error, "The bots stay as they are: {Refusal}")]
    private partial void LogRefused(string refusal);
}
