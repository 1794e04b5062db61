namespace Orleans.Runtime;

/// <summary>Makes references whose requests leave through <paramref name="sender" />.</summary>
internal sealed class GrainFactory(IGrainInterfaces interfaces, IRequestSender sender) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Create<TGrainInterface>(GrainKeys.FromGuid(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Create<TGrainInterface>(GrainKeys.FromLong(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Create<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    private TGrainInterface Create<TGrainInterface>(IdSpan key, string? prefix)
    {
        if (prefix is not null)
        {
            throw new NotSupportedException("The stand-in chooses grain classes by interface alone: leave grainClassNamePrefix out.");
        }

        var target = interfaces.GetInterface(typeof(TGrainInterface));
        var proxy = target.CreateProxy();
        proxy.Sender = sender;
        proxy.GrainId = new GrainId(target.GrainType, key);
        return (TGrainInterface)(object)proxy;
    }
}
