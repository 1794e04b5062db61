using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>A restart costs neither a session at Discord nor a presence, however the process ended.</summary>
public sealed class RestartTests : IDisposable
{
    private const int Changes = 200;
    private const int ServiceUnavailable = 503;

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Resumes_the_session_and_catches_up_with_what_happened_meanwhile(string signal)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = AddOnline(discord, "ada");
        await using (var first = await FabricProcess.StartReadyAsync(_scene.With(discord)))
        {
            await Http.ServesAsync(first, ada.Id, "online");
            await SessionIsStoredAsync(discord);
            await first.SignalAsync(signal);
            await first.EndAsync();
        }

        discord.World.SetPresence(ada.Id, DiscordPresence.Of("dnd", "mobile"));
        await using var second = await FabricProcess.StartReadyAsync(_scene.With(discord));
        await Http.ServesAsync(second, ada.Id, "dnd");

        (discord.Counters.Identifies, discord.Counters.Resumes).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Serves_from_storage_before_Discord_answers()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = AddOnline(discord, "ada");
        await using (var first = await FabricProcess.StartReadyAsync(_scene.With(discord)))
        {
            await Http.ServesAsync(first, ada.Id, "online");
            await SessionIsStoredAsync(discord);
            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        discord.Rest.FailNext(ServiceUnavailable, 1000);
        discord.Gateway.AcceptConnections = false;
        await using var second = await FabricProcess.StartReadyAsync(_scene.With(discord));
        using var client = await LanyardSocket.SubscribeAsync(second.LanyardSocket, new { subscribe_to_id = ada.Id.ToString() });
        var state = await client.ExpectAsync("INIT_STATE");
        var served = await Http.GetStatusAsync(second, ada.Id);
        var (ready, report) = await Http.GetReadinessAsync(second);

        state.GetProperty("discord_status").GetString().ShouldBe("online");
        served.ShouldBe("online");
        ready.ShouldBe(ServiceUnavailable, report.GetRawText());
        (discord.Counters.Identifies, discord.Counters.Resumes).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Killed_amid_many_changes_it_ends_up_with_the_last_of_each()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = Enumerable.Range(0, 20).Select(i => discord.World.AddUser($"user{i}").Id).ToList();
        discord.World.AddGuild("Engines", users);
        await using (var first = await FabricProcess.StartReadyAsync(_scene.With(discord)))
        {
            await Http.ServesAsync(first, users[^1], "offline");
            await SessionIsStoredAsync(discord);
            Change(discord, users, "idle");
            await Http.ServesAsync(first, users[0], "idle");
            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        Change(discord, users, "dnd");
        await using var second = await FabricProcess.StartReadyAsync(_scene.With(discord));
        foreach (var user in users)
        {
            await Http.ServesAsync(second, user, "dnd");
        }

        (discord.Counters.Identifies, discord.Counters.Resumes).ShouldBe((1, 1));
    }

    private static DiscordUser AddOnline(FakeDiscordServer discord, string name)
    {
        var user = discord.World.AddUser(name);
        discord.World.SetPresence(user.Id, DiscordPresence.Online());
        discord.World.AddGuild("Engines", [user.Id]);
        return user;
    }

    private static void Change(FakeDiscordServer discord, List<Snowflake> users, string status)
    {
        for (var change = 0; change < Changes; change++)
        {
            var since = DateTimeOffset.UnixEpoch.AddSeconds(change);
            discord.World.SetPresence(users[change % users.Count], DiscordPresence.Of(status, "web", Activities.Custom($"{change}", since)));
        }
    }

    /// <summary>Looks into the database beside the program that runs: only a stored session can be resumed.</summary>
    private Task SessionIsStoredAsync(FakeDiscordServer discord)
    {
        var session = discord.Gateway.Sessions.ShouldHaveSingleItem();
        return Eventually.TrueAsync(() => IsStored(session.Id), $"session {session.Id} to be stored");
    }

    private bool IsStored(string session)
    {
        using var connection = _scene.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM grain_state WHERE instr(payload, $session) > 0";
        command.Parameters.AddWithValue("$session", session);
        return (long)command.ExecuteScalar()! > 0;
    }
}
