namespace Evaluation.Testing;

/// <summary>The database servers on which tests run.</summary>
public enum TestServer
{
    /// <summary>Always there.</summary>
    Sqlite,

    /// <summary>There when EVALUATION_TEST_POSTGRES holds a connection string whose user may create databases.</summary>
    Postgres,

    /// <summary>There when EVALUATION_TEST_SQLSERVER holds a connection string whose user may create databases.</summary>
    SqlServer,
}

/// <summary>Where the servers are, and what to do when one is not there.</summary>
public static class TestServers
{
    /// <summary>Every server, as theory data: tests on a server that is not there are visibly skipped.</summary>
    public static TheoryData<TestServer> All => [TestServer.Sqlite, TestServer.Postgres, TestServer.SqlServer];

    /// <summary>Connection string of a server; null when it is not there.</summary>
    public static string? Find(TestServer server) => server switch
    {
        TestServer.Postgres => Environment.GetEnvironmentVariable("EVALUATION_TEST_POSTGRES"),
        TestServer.SqlServer => Environment.GetEnvironmentVariable("EVALUATION_TEST_SQLSERVER"),
        _ => "",
    };

    /// <summary>Skips the running test when <paramref name="condition"/> is false; where EVALUATION_TEST_STRICT is set (CI) a missing part fails instead, unless it may be missing there too.</summary>
    public static void Require(bool condition, string missing, bool mayBeMissingInCi = false)
    {
        if (condition)
        {
            return;
        }

        if (!mayBeMissingInCi && Environment.GetEnvironmentVariable("EVALUATION_TEST_STRICT") == "1")
        {
            Assert.Fail(missing + " is missing, and this run may not skip it.");
        }

        Assert.Skip(missing + " is missing.");
    }
}
