using Microsoft.AspNetCore.Http;

namespace Cohort.Dashboard.Safety;

/// <summary>
/// Keeps pages of other sites from making this server act. A request that changes something must carry a header that a form of
/// another site cannot set, and come from no other origin. Where no token is asked for, the host must be one of ours, so that no
/// foreign name can be pointed at this machine.
/// </summary>
internal sealed class SameSite(DashboardSettings settings)
{
    /// <summary>The header that every request must carry which changes something.</summary>
    public const string Header = "X-Cohort";

    /// <summary>Why a request is refused; null where it is not.</summary>
    public string? Refuse(HttpRequest request)
    {
        var host = request.Host.Host;
        if (settings.Token == null && !IsOurs(host))
        {
            return $"This server answers to localhost, not to '{host}'.";
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)
            ? $"Requests from pages of '{origin}' are refused."
            : request.Path != SessionPath && request.Headers[Header] != "1"
                ? $"Requests that change something need the header '{Header}: 1'."
                : null;
    }

    internal const string SessionPath = "/api/session";

    private bool IsOurs(string host) => host is "localhost" or "127.0.0.1" or "[::1]" || settings.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
