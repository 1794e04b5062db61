using System.Globalization;
using Fabric.Abstractions.Players;
using Fabric.Grains.Cluster;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Player;

/// <summary>
/// What a player does, and in which order (lavalink.md §3). Effects come one by one: the state changes with each as it is asked for, so that what
/// comes before a failure stays, and what comes after it never was.
/// </summary>
internal sealed class PlayerMachine(PlayerState state)
{
    private const int BadRequest = 400;
    private const int ServerError = 500;

    /// <summary>The latest position that a client may ask for, in milliseconds: later than any track is, and playing on from it comes to no number's end.</summary>
    private const long LatestPosition = long.MaxValue / 2;

    /// <summary>What is stored.</summary>
    public PlayerState State => state;

    /// <summary>The track that is loaded.</summary>
    public EncodedTrack? Track { get; private set; } = state.Track is { } encoded ? TrackCodec.Decode(encoded) : null;

    /// <summary>The filters that are set.</summary>
    public Filters Filters { get; private set; } = state.Filters.IsEmpty ? Filters.None : LavalinkReader.ReadFilters(state.Filters.Span);

    /// <summary>Whether a track is loaded and not paused.</summary>
    public bool IsPlaying => Track is not null && !state.IsPaused;

    /// <summary>The voice data, as clients see it.</summary>
    public VoiceState Voice => state.Voice?.ToVoice() ?? VoiceState.None;

    /// <summary>The volume, in percent.</summary>
    public int Volume => state.Volume ?? LavalinkPlayer.DefaultVolume;

    /// <summary>The track at a position, as clients see it (lavalink.md §3.5).</summary>
    public Track? Snapshot(long position) => Track is not { } track ? null : new Track(
        TrackCodec.WithPosition(state.Track!, position),
        track.Info with { Position = position },
        track.PluginInfo,
        new RawJson(state.UserData));

    /// <summary>Playback was found at a place, and advances from there on as the state says.</summary>
    public void OnPlace(long position, long source, long now) =>
        (state.Position, state.SourcePosition, state.PositionTime, state.IsAdvancing) = (position, source, now, IsPlaying);

    /// <summary>A client changes the player, in the order of lavalink.md §3.1.</summary>
    /// <param name="update">What it asks for.</param>
    /// <param name="noReplace">Whether a track that is loaded is to stay.</param>
    /// <param name="isVoiceOpen">Whether there is a voice connection that is open.</param>
    public IEnumerable<PlayerEffect> Update(PlayerUpdate update, bool noReplace, bool isVoiceOpen)
    {
        var forTrack = update.AsksForTrack;
        return GiveVoice(update.Voice, isVoiceOpen)
            .Concat(forTrack ? [] : Pause(update.Paused))
            .Concat(forTrack ? [] : GiveUserData(update.Track))
            .Concat(SetVolume(update.Volume))
            .Concat(forTrack ? [] : Seek(update.Position))
            .Concat(forTrack ? [] : MarkEnd(update.EndTime))
            .Concat(SetFilters(update.Filters))
            .Concat(forTrack ? GiveTrack(update, noReplace) : []);
    }

    /// <summary>What an identifier came to, that an update asked for.</summary>
    public IEnumerable<PlayerEffect> OnLoaded(LoadResult result, PlayerUpdate update) => result switch
    {
        LoadResult.TrackLoaded loaded => Start(loaded.Track.Encoded, update),
        LoadResult.NoMatches => [new PlayerEffect.Fail(BadRequest, "No matches found for identifier")],
        LoadResult.LoadFailed failed => [new PlayerEffect.Fail(BadRequest, "Something went wrong while looking up the track.", DetailOf(failed.Exception))],
        _ => [new PlayerEffect.Fail(BadRequest, "Cannot play a playlist or search result")],
    };

    /// <summary>The engine tells of the track.</summary>
    public IEnumerable<PlayerEffect> OnPlay(PlayEvent played) => Track is null ? [] : played switch
    {
        { Kind: PlayEventKind.Finished } => End(TrackEndReason.Finished),
        { Kind: PlayEventKind.Abandoned } => End(TrackEndReason.Cleanup),
        { Kind: PlayEventKind.Stuck } => [new PlayerEffect.TellStuck(), new PlayerEffect.SendUpdate()],
        { Kind: PlayEventKind.LoadFailed } => TellException(played.Exception).Concat(End(TrackEndReason.LoadFailed)),
        _ => TellException(played.Exception),
    };

    /// <summary>The voice connection tells of itself.</summary>
    public static IEnumerable<PlayerEffect> OnVoice(VoiceEvent happened)
    {
        if (happened.Kind == VoiceEventKind.Closed)
        {
            yield return new PlayerEffect.TellVoiceClosed(happened.Code, happened.Reason, happened.IsByRemote);
        }

        yield return new PlayerEffect.SendUpdate();
    }

    /// <summary>A client ends the player.</summary>
    public IEnumerable<PlayerEffect> Destroy() => Stop().Append(new PlayerEffect.CloseVoice());

    /// <summary>The player lives again, in another activation.</summary>
    /// <param name="now">Now, in milliseconds since 1970.</param>
    /// <param name="isFailover">Whether what it lived in was lost.</param>
    /// <param name="options">How many failovers a track may bring.</param>
    public IEnumerable<PlayerEffect> Revive(long now, bool isFailover, FailoverOptions options)
    {
        // As it was stored: the effects that come first set the place anew.
        var line = Track is { } track ? LineOf(track) : null;
        return new PlayerEffect[] { new PlayerEffect.SetVolume(Volume), new PlayerEffect.SetFilters(Filters), new PlayerEffect.SetPaused(state.IsPaused) }
            .Concat(GoOn(line, now, isFailover, options))
            .Concat(state.Voice is null ? [] : [new PlayerEffect.RestoreVoice(Voice)])
            .Append(new PlayerEffect.SendUpdate());
    }

    /// <summary>Where playback is at a time, as long as nothing says otherwise.</summary>
    public (long Position, long Source) PlaceAt(long now) => Track is { } track ? LineOf(track).At(now) : default;

    private PlaybackLine LineOf(EncodedTrack track) => PlaybackLine.Of(state, track.Info.Length, PlaybackLine.RateOf(Filters));

    private static LavalinkException TooManyFailovers => new(
        "The track was ended, for the servers that played it were lost again and again.",
        ExceptionSeverity.Fault,
        "Too many failovers of one track",
        "Too many failovers of one track");

    private static string DetailOf(LavalinkException exception) =>
        string.Join('\n', new[] { exception.Message, exception.Cause, exception.CauseStackTrace }.Where(static text => !string.IsNullOrEmpty(text)));

    private IEnumerable<PlayerEffect> GoOn(PlaybackLine? line, long now, bool isFailover, FailoverOptions options)
    {
        if (Track is not { } track || line is null)
        {
            yield break;
        }

        var (position, source) = line.At(now);
        yield return new PlayerEffect.Play(track.Info, source, position, state.EndTime);
        if (line.IsMarkReached(now))
        {
            foreach (var effect in End(TrackEndReason.Finished))
            {
                yield return effect;
            }

            yield break;
        }

        if (!isFailover || MayGoOn(now, options))
        {
            yield break;
        }

        yield return new PlayerEffect.TellException(TooManyFailovers);
        foreach (var effect in End(position > 0 ? TrackEndReason.Finished : TrackEndReason.LoadFailed))
        {
            yield return effect;
        }
    }

    private IEnumerable<PlayerEffect> GiveVoice(Optional<VoiceState> given, bool isOpen)
    {
        if (!given.TryGet(out var voice) || (isOpen && voice == Voice))
        {
            yield break;
        }

        if (!long.TryParse(voice.ChannelId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            yield return new PlayerEffect.Fail(ServerError, $"For input string: \"{voice.ChannelId}\"");
        }

        yield return new PlayerEffect.CloseVoice();
        state.Voice = null;
        yield return new PlayerEffect.ConnectVoice(voice);
        state.Voice = StoredVoice.Of(voice);
    }

    private IEnumerable<PlayerEffect> Pause(Optional<bool> paused)
    {
        if (paused.TryGet(out var isPaused))
        {
            state.IsPaused = isPaused;
            yield return new PlayerEffect.SetPaused(isPaused);
        }
    }

    private IEnumerable<PlayerEffect> GiveUserData(Optional<TrackUpdate> track)
    {
        if (Track is not null && track.TryGet(out var given) && given.UserData.TryGet(out var userData))
        {
            state.UserData = userData.Utf8;
        }

        yield break;
    }

    private IEnumerable<PlayerEffect> SetVolume(Optional<int> volume)
    {
        if (volume.TryGet(out var percent))
        {
            state.Volume = Math.Clamp(percent, 0, LavalinkPlayer.MaxVolume);
            yield return new PlayerEffect.SetVolume(Volume);
        }
    }

    private IEnumerable<PlayerEffect> Seek(Optional<long> position)
    {
        if (Track is not null && position.TryGet(out var target))
        {
            yield return new PlayerEffect.Seek(Math.Clamp(target, 0, LatestPosition));
            yield return new PlayerEffect.SendUpdate();
        }
    }

    private IEnumerable<PlayerEffect> MarkEnd(Optional<long?> end)
    {
        if (Track is not null && end.TryGet(out var marker))
        {
            state.EndTime = marker;
            yield return new PlayerEffect.MarkEnd(marker);
        }
    }

    /// <summary>Filters of plugins are dropped: there are none.</summary>
    private IEnumerable<PlayerEffect> SetFilters(Optional<Filters> filters)
    {
        if (!filters.TryGet(out var given))
        {
            yield break;
        }

        if (given.Equalizer is { IsInRange: false })
        {
            yield return new PlayerEffect.Fail(ServerError, $"A band of the equalizer is not one of 0 to {Equalizer.BandCount - 1}");
        }

        Filters = given with { PluginFilters = [] };
        state.Filters = PlayerMessages.Of(Filters);
        yield return new PlayerEffect.SetFilters(Filters);
        yield return new PlayerEffect.SendUpdate();
    }

    private IEnumerable<PlayerEffect> GiveTrack(PlayerUpdate update, bool noReplace)
    {
        if (noReplace && Track is not null)
        {
            return [];
        }

        var track = update.Track.Or(new TrackUpdate());
        var encoded = update.EncodedTrack.IsPresent ? update.EncodedTrack : track.Encoded;
        var identifier = update.Identifier.IsPresent ? update.Identifier : track.Identifier;
        return Pause(update.Paused.Or(false)).Concat((encoded.TryGet(out var text), identifier.TryGet(out var name)) switch
        {
            (_, true) => [new PlayerEffect.Load(name!)],
            _ when text is null => Stop(),
            _ => Start(text, update),
        });
    }

    private IEnumerable<PlayerEffect> Start(string encoded, PlayerUpdate update)
    {
        if (!TryDecode(encoded, out var track, out var failure))
        {
            yield return failure;
            yield break;
        }

        if (Track is not null)
        {
            yield return new PlayerEffect.TellEnd(TrackEndReason.Replaced);
        }

        var start = Math.Clamp(update.Position.Or(track.Info.Position), 0, LatestPosition);
        (Track, state.Track, state.EndTime, state.Failovers) = (track, TrackCodec.Encode(track), update.EndTime.Or(null), []);
        state.UserData = update.Track.Or(new TrackUpdate()).UserData.Or(default).Utf8;
        yield return new PlayerEffect.Play(track.Info, start, start, state.EndTime);
        yield return new PlayerEffect.TellStart();
        yield return new PlayerEffect.SendUpdate();
    }

    private IEnumerable<PlayerEffect> Stop() => Track is null ? [] : End(TrackEndReason.Stopped);

    private IEnumerable<PlayerEffect> End(TrackEndReason reason)
    {
        yield return new PlayerEffect.TellEnd(reason);
        (Track, state.Track, state.UserData, state.EndTime, state.Failovers) = (null, null, default, null, []);
        yield return new PlayerEffect.Stop();
    }

    private static IEnumerable<PlayerEffect> TellException(LavalinkException? exception) =>
        exception is null ? [] : [new PlayerEffect.TellException(exception)];

    private bool MayGoOn(long now, FailoverOptions options)
    {
        var failovers = new TrackFailovers(options, state.Track, state.Failovers.Select(static time => TimeSpan.FromMilliseconds(time)));
        var may = failovers.OnFailover(state.Track, TimeSpan.FromMilliseconds(now));
        state.Failovers = [.. failovers.Times.Select(static time => (long)time.TotalMilliseconds)];
        return may;
    }

    private static bool TryDecode(string encoded, out EncodedTrack track, out PlayerEffect.Fail failure)
    {
        try
        {
            (track, failure) = (TrackCodec.Decode(encoded), null!);
            return true;
        }
        catch (TrackDecodeException exception)
        {
            (track, failure) = (null!, new PlayerEffect.Fail(ServerError, exception.Message));
            return false;
        }
    }
}
