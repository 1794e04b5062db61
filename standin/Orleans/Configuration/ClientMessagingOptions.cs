namespace Orleans.Configuration;

/// <summary>Calls made by a client.</summary>
public class ClientMessagingOptions : MessagingOptions;
