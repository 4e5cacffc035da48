namespace Cohort.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at != null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Cohort.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
