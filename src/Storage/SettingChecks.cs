using Microsoft.Extensions.Options;

namespace Fabric.Storage;

/// <summary>Collects what is wrong with the options of a section, in lines that name setting, value and limit.</summary>
internal sealed class SettingChecks(string section)
{
    private readonly List<string> _failures = [];

    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    /// <summary>Refuses a setting, in words that follow its name.</summary>
    public void Refuse(string setting, string finding) => _failures.Add($"{section}:{setting} {finding}");

    public void RequireBetween<T>(string setting, T value, T lowest, T highest)
        where T : IComparable<T>
    {
        if (value.CompareTo(lowest) < 0 || value.CompareTo(highest) > 0)
        {
            Refuse(setting, $"is {value}; it must be between {lowest} and {highest}.");
        }
    }
}
