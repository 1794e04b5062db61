using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets records compile for netstandard2.0, where the compiler must run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
