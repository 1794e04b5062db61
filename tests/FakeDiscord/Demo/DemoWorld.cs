using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Demo;

/// <summary>Fills a world with people. The same seed makes the same people.</summary>
internal sealed class DemoWorld(DiscordWorld world, TimeProvider time, Random random)
{
    private const double InAnotherGuild = 0.2;
    private const double WithAvatar = 0.8;
    private const double AnimatedAvatar = 0.15;
    private const ulong FirstUserId = 94_490_510_688_792_576;
    private const ulong IdStep = 1_234_567_890_123;

    private readonly List<Snowflake> _people = [];

    public IReadOnlyList<Snowflake> People => _people;

    public void Seed(int users)
    {
        for (var i = 0; i < users; i++)
        {
            _people.Add(world.AddUser(NewUser(i)).Id);
        }

        for (var guild = 0; guild < DemoNames.Guilds.Length; guild++)
        {
            var own = _people.Where((_, i) => i % DemoNames.Guilds.Length == guild || random.NextDouble() < InAnotherGuild);
            world.AddGuild(DemoNames.Guilds[guild], own);
        }

        foreach (var person in _people)
        {
            ChangePresence(person);
        }
    }

    /// <summary>Someone starts something else, goes away or comes back.</summary>
    public void ChangeSomeone() => ChangePresence(_people[random.Next(_people.Count)]);

    private void ChangePresence(Snowflake person)
    {
        var status = Pick(DemoNames.Statuses);
        world.SetPresence(person, DiscordPresence.Of(status, Pick(DemoNames.Clients), [.. Activities(person)]));
    }

    private IEnumerable<JsonElement> Activities(Snowflake person)
    {
        var now = time.GetUtcNow();
        if (random.NextDouble() < 0.4)
        {
            var (text, emoji) = Pick(DemoNames.Moods);
            yield return Model.Activities.Custom(text, now, emoji);
        }

        if (random.NextDouble() < 0.5)
        {
            var (name, application, details, state) = Pick(DemoNames.Games);
            yield return Model.Activities.Playing(name, now - TimeSpan.FromMinutes(random.Next(90)), application, details, state);
        }

        if (random.NextDouble() < 0.35)
        {
            yield return Model.Activities.Spotify(NewTrack(), now - TimeSpan.FromSeconds(random.Next(60)), person);
        }
    }

    private SpotifyTrack NewTrack()
    {
        var (song, artists, album, seconds) = Pick(DemoNames.Tracks);
        return new SpotifyTrack(Hex(11), song, artists, album, $"ab67616d0000b273{Hex(12)}", TimeSpan.FromSeconds(seconds));
    }

    private DiscordUser NewUser(int index)
    {
        var first = Pick(DemoNames.First);
        var last = Pick(DemoNames.Last);
        var hash = random.NextDouble() < WithAvatar ? Hex(16) : null;
        return new DiscordUser
        {
            Id = FirstUserId + ((ulong)index * IdStep),
            Username = $"{first}.{last}{index}",
            GlobalName = $"{char.ToUpperInvariant(first[0])}{first[1..]} {char.ToUpperInvariant(last[0])}{last[1..]}",
            Avatar = hash is not null && random.NextDouble() < AnimatedAvatar ? $"a_{hash}" : hash,
        };
    }

    private string Hex(int bytes)
    {
        var buffer = new byte[bytes];
        random.NextBytes(buffer);
        return Convert.ToHexStringLower(buffer);
    }

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
