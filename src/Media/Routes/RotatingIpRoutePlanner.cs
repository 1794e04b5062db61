using System.Net;

namespace Fabric.Media.Routes;

/// <summary>One address until it fails, then another.</summary>
internal sealed class RotatingIpRoutePlanner(IpPool pool, TimeProvider time, Random random) : RoutePlanner(pool, time)
{
    /// <summary>In larger pools some are left out: who blocks one address often blocks its neighbours.</summary>
    private const int SmallPool = 128;

    private UInt128 _rotations;
    private UInt128? _current;
    private bool _goOn = true;

    protected override IPAddress Choose()
    {
        if (_goOn || _current is null)
        {
            var step = Pool.Size > SmallPool ? (UInt128)random.Next(10, 20) : 1;
            _current = FindUsable(_current is null ? step - 1 : _current.Value + step);
            _goOn = false;
        }

        return Pool.At(_current.Value);
    }

    protected override void OnFailing(bool isNew)
    {
        if (isNew)
        {
            _rotations++;
            _goOn = true;
        }
    }

    protected override RoutePlannerStatus Describe(RoutePlannerStatus status) => status with
    {
        RotateIndex = Text(_rotations),
        IpIndex = Text(_current + 1 ?? 0),
        CurrentAddress = _current is null ? "null" : JavaAddress.Format(Pool.At(_current.Value)),
    };
}
