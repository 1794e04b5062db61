using System.Net;
using System.Net.Sockets;

namespace Fabric.Media.Routes;

/// <summary>Blocks in a row, as if they were one, without the addresses that are excluded.</summary>
internal sealed class IpPool
{
    private readonly IpBlock[] _blocks;
    private readonly IpBlock[] _excluded;

    /// <summary>Reads the blocks.</summary>
    /// <exception cref="ArgumentException">A text is no block, the families differ, or there are more addresses than can be counted.</exception>
    public IpPool(IReadOnlyList<string> blocks, IReadOnlyList<string> excluded)
    {
        _blocks = [.. blocks.Select(IpBlock.Parse)];
        _excluded = [.. excluded.Select(IpBlock.Parse)];
        if (_blocks.Length == 0 || _blocks.Any(block => block.Family != Family))
        {
            throw new ArgumentException("The blocks of outgoing addresses must all be of IPv4, or all of IPv6.", nameof(blocks));
        }

        foreach (var block in _blocks)
        {
            Size = Size <= UInt128.MaxValue - block.Size
                ? Size + block.Size
                : throw new ArgumentException("The blocks of outgoing addresses are larger than IPv6 itself.", nameof(blocks));
        }
    }

    public AddressFamily Family => _blocks[0].Family;

    /// <summary>How many addresses there are, the excluded ones too.</summary>
    public UInt128 Size { get; }

    public bool IsExcluded(IPAddress address) => _excluded.Any(block => block.Contains(address));

    /// <summary>The address of that number, from 0; numbers beyond the last one begin anew.</summary>
    public IPAddress At(UInt128 index)
    {
        index %= Size;
        foreach (var block in _blocks)
        {
            if (index < block.Size)
            {
                return block.At(index);
            }

            index -= block.Size;
        }

        throw new InvalidOperationException("The sizes of the blocks do not add up.");
    }
}
