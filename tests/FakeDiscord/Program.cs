using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Demo;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord;

/// <summary>The fake as a program: prints where it listens and runs until it is told to stop.</summary>
internal static class Program
{
    private const int SampleUsers = 3;

    public static async Task<int> Main(string[] args)
    {
        if (!CommandLine.TryParse(args, out var commandLine, out var error))
        {
            return Fail(error);
        }

        if (commandLine.Help)
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }

        try
        {
            await RunAsync(commandLine);
            return 0;
        }
        catch (IOException exception)
        {
            return Fail($"cannot listen on 127.0.0.1:{commandLine.Port} ({exception.Message}); choose another port with --port");
        }
    }

    private static async Task RunAsync(CommandLine commandLine)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));

        var options = new FakeDiscordOptions { Port = commandLine.Port };
        options = options with { Token = commandLine.Token ?? options.Token };
        await using var discord = await FakeDiscordServer.StartAsync(options, stop.Token);
        var people = new DemoWorld(discord.World, options.TimeProvider, new Random(commandLine.Seed));
        people.Seed(commandLine.Users);
        await AnnounceAsync(commandLine, discord, people);

        if (commandLine.ExitWithParent)
        {
            _ = StopWithParentAsync(stop);
        }

        var life = commandLine is { Lively: true, Users: > 0 }
            ? new DemoLife(people, options.TimeProvider).RunAsync(stop.Token)
            : Task.CompletedTask;
        await WaitAsync(stop.Token);
        await life;
    }

    private static async Task AnnounceAsync(CommandLine commandLine, FakeDiscordServer discord, DemoWorld people)
    {
        var addresses = discord.Addresses;
        var line = commandLine.Json
            ? Encoding.UTF8.GetString(GatewayFrames.Encode(new JsonObject
            {
                ["rest"] = addresses.Api,
                ["gateway"] = addresses.Gateway,
                ["cdn"] = addresses.Cdn,
                ["control"] = addresses.Control,
                ["token"] = discord.Token,
                ["bot_id"] = discord.World.BotId.ToString(),
                ["users"] = new JsonArray([.. people.People.Take(SampleUsers).Select(static id => JsonValue.Create(id.ToString()))]),
            }))
            : $"Fake Discord: REST {addresses.Api} gateway {addresses.Gateway}";
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }

    private static async Task StopWithParentAsync(CancellationTokenSource stop)
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer) > 0)
        {
            // Whatever the parent writes means nothing; the end of it does.
        }

        await stop.CancelAsync();
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"fake Discord: {message}");
        return 1;
    }
}
