using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cohort.Dashboard.Safety;

/// <summary>Lets in who knows the token: scripts by a header, browsers by a cookie that the login page sets. Compared in constant time.</summary>
internal sealed class TokenGate(DashboardSettings settings)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "cohort-session";

    private const string Scheme = "Bearer ";

    // The cookie holds a hash, so that whoever sees it does not learn the token.
    private readonly string? _session = settings.Token is { } token ? Hash("session " + token) : null;

    /// <summary>Whether a request may pass.</summary>
    public bool Admits(HttpRequest request) =>
        settings.Token == null
        || (request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.Ordinal) && IsToken(header[Scheme.Length..]))
        || (request.Cookies[Cookie] is { } cookie && Same(cookie, _session!));

    /// <summary>Whether a text is the token.</summary>
    public bool IsToken(string text) => settings.Token is { } token && Same(text, token);

    /// <summary>Gives the browser its cookie.</summary>
    public void Open(HttpResponse response) => response.Cookies.Append(Cookie, _session!, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = response.HttpContext.Request.IsHttps,
        IsEssential = true,
        Path = "/",
    });

    // Hashed first, so that not even the length is told.
    private static bool Same(string text, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
