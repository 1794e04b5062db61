using System.Diagnostics.Metrics;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Lanyard.Socket;
using Fabric.Edge.Metrics;

namespace Fabric.Edge.Lanyard;

/// <summary>What the Lanyard front-end counts, under the names that Lanyard gives it (lanyard.md §2.8).</summary>
internal sealed class LanyardMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Fabric.Lanyard";

    private const int FirstClass = 2;
    private const int LastClass = 5;

    private static readonly string[] Closes = ["4004", "4005", "4006", "upgrade_failed"];
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private static readonly InstrumentAdvice<int> Audiences = new() { HistogramBucketBoundaries = [0, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] };

    private readonly Meter _meter;
    private readonly CoreCounter[] _responses = [new(), new(), new(), new()];
    private readonly CoreCounter _exceptions = new();
    private readonly CoreCounter _sessions = new();
    private readonly CoreCounter _outbound = new();
    private readonly CoreCounter _inbound = new();
    private readonly CoreCounter _updates = new();
    private readonly CounterSet _inits;
    private readonly CounterSet _closes;
    private readonly CounterSet _lookups;
    private readonly CounterSet _subscriptions;
    private readonly CounterSet _cdn;
    private readonly CounterSet _refusedValues;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _fanOut;

    /// <summary>Creates the instruments.</summary>
    public LanyardMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        for (var i = FirstClass; i <= LastClass; i++)
        {
            Count($"lanyard.{i}xx_responses", $"Answers with a status {i}xx", _responses[i - FirstClass]);
        }

        Count("lanyard.http_exceptions_total", "Requests that failed here", _exceptions);
        Count("lanyard.messages_outbound", "Messages handed to sockets", _outbound);
        Count("lanyard.messages_inbound", "Messages from sockets", _inbound);
        Count("lanyard.presence_updates", "Changes of presences that are followed here", _updates);
        _meter.CreateObservableGauge("lanyard.connected_sessions", () => _sessions.Value, unit: null, "Open sockets");
        _inits = new CounterSet(_meter, "lanyard.socket_inits_total", "Initialize, by what was subscribed to", InitLabels());
        _closes = new CounterSet(_meter, "lanyard.socket_closes_total", "Sockets closed, or refused, for what their clients sent", CounterSet.Of("code", Closes));
        _lookups = new CounterSet(_meter, "lanyard.presence_cache_lookups_total", "Presences read, by whether they were known here", CounterSet.Of("result", "hit", "miss"));
        _subscriptions = new CounterSet(
            _meter, "lanyard.presence_subscriptions_total", "Users subscribed to, and no more", CounterSet.Of("op", "subscribe", "unsubscribe", "down"));
        _cdn = new CounterSet(
            _meter, "lanyard.cdn_proxy_requests_total", "Requests to Discord's CDN, by its answer", CounterSet.Of("status", "2xx", "3xx", "4xx", "429", "5xx", "error"));
        _refusedValues = new CounterSet(
            _meter,
            "lanyard.kv_validation_failures_total",
            "Keys and values refused",
            CounterSet.Of("reason", "key_limit", "key_too_long", "key_invalid", "value_too_long"));
        _duration = _meter.CreateHistogram("lanyard.http_request_duration_seconds", "s", "From a request to its answer", tags: null, Durations);
        _fanOut = _meter.CreateHistogram("lanyard.presence_fanout_size", unit: null, "Clients told of a change", tags: null, Audiences);
    }

    /// <summary>Shows how many clients follow everybody.</summary>
    public void ShowGlobalSubscribers(Func<int> count) =>
        _meter.CreateObservableGauge("lanyard.global_subscribers", count, unit: null, "Clients that follow everybody");

    /// <summary>Shows how many users are monitored; null where that is not known.</summary>
    public void ShowMonitoredUsers(Func<int?> count) => _meter.CreateObservableGauge(
        "lanyard.monitored_users",
        () => count() is { } users ? (Measurement<int>[])[new Measurement<int>(users)] : [],
        unit: null,
        "Users monitored by the whole cluster");

    /// <summary>A request was answered.</summary>
    /// <param name="status">With this status.</param>
    /// <param name="duration">After this long; null where what was answered with goes on.</param>
    public void OnResponse(int status, TimeSpan? duration)
    {
        if (status / 100 is >= FirstClass and <= LastClass and var kind)
        {
            _responses[kind - FirstClass].Add(1);
        }

        if (duration is { } time)
        {
            _duration.Record(time.TotalSeconds);
        }
    }

    public void OnException() => _exceptions.Add(1);

    public void OnSocketOpened() => _sessions.Add(1);

    /// <summary>A socket is gone, and with it its subscriptions to this many users.</summary>
    public void OnSocketGone(int users)
    {
        _sessions.Add(-1);
        _subscriptions.Add(2, users);
    }

    public void OnSent() => _outbound.Add(1);

    public void OnReceived() => _inbound.Add(1);

    public void OnInitialize(LanyardEffect effect, bool compressed)
    {
        var type = effect switch
        {
            LanyardEffect.Follow { Bare: true } => 1,
            LanyardEffect.Follow => 0,
            _ => 2,
        };
        _inits.Add((2 * type) + (compressed ? 1 : 0));
        _subscriptions.Add(0, effect is LanyardEffect.Follow follow ? follow.Users.Count : 0);
    }

    public void OnUnsubscribe(int users) => _subscriptions.Add(1, users);

    public void OnClose(int code)
    {
        if (code is >= 4004 and <= 4006)
        {
            _closes.Add(code - 4004);
        }
    }

    public void OnUpgradeFailed() => _closes.Add(Closes.Length - 1);

    public void OnLookup(bool hit) => _lookups.Add(hit ? 0 : 1);

    /// <summary>A presence changed, and this many clients were told.</summary>
    public void OnUpdate(int clients)
    {
        _updates.Add(1);
        _fanOut.Record(clients);
    }

    /// <summary>The CDN answered; null where it did not.</summary>
    public void OnCdnAnswer(int? status) => _cdn.Add(status switch
    {
        null => 5,
        429 => 3,
        >= 500 => 4,
        >= 400 => 2,
        >= 300 => 1,
        _ => 0,
    });

    /// <summary>A change of a key-value store was refused; only reasons that Lanyard knows count.</summary>
    public void OnRefused(LanyardError error)
    {
        var reason = error == LanyardError.KeyLimit || error == LanyardError.MergeKeyLimit ? 0
            : error == LanyardError.KeyTooLong ? 1
            : error == LanyardError.KeyInvalid ? 2
            : error == LanyardError.ValueTooLong ? 3
            : -1;
        if (reason >= 0)
        {
            _refusedValues.Add(reason);
        }
    }

    private static KeyValuePair<string, object?>[][] InitLabels() =>
    [
        .. from type in (string[])["ids", "single", "all"]
           from compression in (string[])["json", "zlib"]
           select new[] { KeyValuePair.Create<string, object?>("type", type), KeyValuePair.Create<string, object?>("compression", compression) },
    ];

    private void Count(string name, string help, CoreCounter counter) => _meter.CreateObservableCounter(name, () => counter.Value, unit: null, help);
}
