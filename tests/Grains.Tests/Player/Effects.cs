using System.Text;
using Fabric.Grains.Player;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tests.Player;

/// <summary>What a machine says is to be done, in words.</summary>
internal static class Effects
{
    public static string Playing(string name) => $$"""{"track":{"encoded":"{{Tracks.Song(name)}}"} }""";

    public static PlayerUpdate Read(string body) => LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes(body));

    /// <summary>The effects in words, up to a failure, as a shell does them.</summary>
    public static string[] Perform(IEnumerable<PlayerEffect> effects)
    {
        var done = new List<string>();
        foreach (var effect in effects)
        {
            done.Add(Describe(effect));
            if (effect is PlayerEffect.Fail)
            {
                break;
            }
        }

        return [.. done];
    }

    private static string Describe(PlayerEffect effect) => effect switch
    {
        PlayerEffect.Fail fail => $"Fail {fail.Status}",
        PlayerEffect.ConnectVoice connect => $"ConnectVoice {connect.Voice.ChannelId}",
        PlayerEffect.RestoreVoice restore => $"RestoreVoice {restore.Voice.ChannelId}",
        PlayerEffect.Load load => $"Load {load.Identifier}",
        PlayerEffect.SetPaused pause => $"SetPaused {pause.IsPaused}",
        PlayerEffect.SetVolume volume => $"SetVolume {volume.Percent}",
        PlayerEffect.Seek seek => $"Seek {seek.Position}",
        PlayerEffect.MarkEnd mark => $"MarkEnd {mark.Position}",
        PlayerEffect.Play play => $"Play {play.Track.Title} {play.Start}"
            + (play.Position == play.Start ? "" : $" at {play.Position}") + (play.EndMarker is { } end ? $" to {end}" : ""),
        PlayerEffect.TellEnd end => $"TellEnd {end.Reason}",
        PlayerEffect.TellException failure => $"TellException {failure.Exception.Message}",
        PlayerEffect.TellVoiceClosed closed => $"TellVoiceClosed {closed.Code} {closed.Reason} {closed.IsByRemote}",
        _ => effect.GetType().Name,
    };
}
