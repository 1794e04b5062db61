using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Grains.Ingest;

/// <summary>An observation and whom it is of.</summary>
internal readonly record struct UserObservation(UserId User, PresenceObservation Observation);
