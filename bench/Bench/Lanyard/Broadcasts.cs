using System.Diagnostics;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Feed;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>Rounds of telling many sockets of presence changes, and of sending the same bytes from the bare server.</summary>
internal static class Broadcasts
{
    /// <summary>Messages that a socket is sent before it is of use: Hello and INIT_STATE.</summary>
    public const int Answers = 2;

    /// <summary>Changes of a user, each when the last one has reached every socket.</summary>
    /// <param name="feed">Where they are told.</param>
    /// <param name="swarm">The sockets.</param>
    /// <param name="user">Whose.</param>
    /// <param name="changes">How many.</param>
    /// <param name="times">Takes the milliseconds from the frame's being sent to the last socket's having it.</param>
    public static async Task<(int Units, TimeSpan Elapsed)> ChangeAsync(
        FeedConnection feed, SocketSwarm swarm, int user, int changes, ICollection<double>? times = null)
    {
        swarm.Beat();
        var sum = TimeSpan.Zero;
        for (var change = 0; change < changes; change++)
        {
            var arrived = swarm.ExpectAsync(1);
            var sent = Stopwatch.GetTimestamp();
            await feed.SendAsync(user, Stopwatch.GetTimestamp());
            var elapsed = Stopwatch.GetElapsedTime(sent, await arrived);
            times?.Add(elapsed.TotalMilliseconds);
            sum += elapsed;
        }

        return (changes * swarm.Count, sum);
    }

    /// <summary>Bursts of changes, one of each of the first users, each burst when the last one has reached every socket.</summary>
    public static async Task<(int Units, TimeSpan Elapsed)> BurstAsync(FeedConnection feed, SocketSwarm swarm, int users, int bursts)
    {
        swarm.Beat();
        var sum = TimeSpan.Zero;
        for (var burst = 0; burst < bursts; burst++)
        {
            var prepared = await feed.PrepareAsync(Enumerable.Range(0, users).Select(static user => (user, Stopwatch.GetTimestamp())));
            var arrived = swarm.ExpectAsync(users);
            var sent = Stopwatch.GetTimestamp();
            await prepared.SendAsync();
            sum += Stopwatch.GetElapsedTime(sent, await arrived);
        }

        return (bursts * users * swarm.Count, sum);
    }

    /// <summary>The bare server's part: so many messages to every socket at a time.</summary>
    public static async Task<(int Units, TimeSpan Elapsed)> SendAsync(BareKestrelProcess bare, SocketSwarm swarm, int messages, int times)
    {
        swarm.Beat();
        var sum = TimeSpan.Zero;
        for (var time = 0; time < times; time++)
        {
            var arrived = swarm.ExpectAsync(messages);
            var sent = Stopwatch.GetTimestamp();
            await bare.BroadcastAsync(messages);
            sum += Stopwatch.GetElapsedTime(sent, await arrived);
        }

        return (times * messages * swarm.Count, sum);
    }

    /// <summary>The event by which sockets are told of a change, as bytes.</summary>
    public static async Task<byte[]> EventAsync(FabricServer fabric, int user)
    {
        var body = await fabric.GetAsync(user);
        var data = body.AsSpan("{\"data\":".Length..^",\"success\":true}".Length);
        return [.. "{\"op\":0,\"seq\":100,\"t\":\"PRESENCE_UPDATE\",\"d\":"u8, .. data, .. "}"u8];
    }
}
