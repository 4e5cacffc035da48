using System.Net;

namespace Cohort.Silo;

/// <summary>What makes a member of a cluster.</summary>
/// <param name="Connection">Connection string of PostgreSQL; null for a silo by itself.</param>
/// <param name="Address">Address by which other silos reach it.</param>
/// <param name="Port">Port for them.</param>
/// <param name="GatewayPort">Port for clients.</param>
/// <param name="DashboardPort">Port for browsers of this machine.</param>
/// <param name="Workers">Worker threads.</param>
/// <param name="Results">Folder for results.</param>
internal sealed record MemberSettings(string? Connection, IPAddress Address, int Port, int GatewayPort, int DashboardPort, int Workers, string Results);
