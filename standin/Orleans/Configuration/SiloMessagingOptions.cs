namespace Orleans.Configuration;

/// <summary>Calls made by grains and by the silo's own client.</summary>
public class SiloMessagingOptions : MessagingOptions;
