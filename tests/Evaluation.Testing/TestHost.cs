using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Notifications;
using Evaluation.Core.Outcomes;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Testing;

/// <summary>The use cases over a database of its own, with a clock that stands still and a key folder of its own.</summary>
public sealed class TestHost : ITestServices, IAsyncDisposable
{
    private readonly IServiceCollection registrations;
    private ServiceProvider services;

    private TestHost(TestDatabase database, string keyFolder, TestClock clock, IServiceCollection registrations)
    {
        Database = database;
        KeyFolder = keyFolder;
        Clock = clock;
        this.registrations = registrations;
        services = registrations.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>The folder of keys.</summary>
    public string KeyFolder { get; }

    /// <summary>The folder that the program is told to keep its keys in: those of ballots lie in a folder of their own below.</summary>
    public string ProgramKeyFolder => Path.GetDirectoryName(KeyFolder)!;

    /// <summary>The clock.</summary>
    public TestClock Clock { get; }

    /// <summary>Makes a host on a server; skips the running test when the server is not there.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Further registrations.</param>
    public static async Task<TestHost> CreateAsync(TestServer server = TestServer.Sqlite, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(server);
        var keyFolder = Path.Combine(Directory.CreateTempSubdirectory("evaluation-keys-").FullName, "ballots");
        var clock = new TestClock();
        var chosen = database.AddTo(new ServiceCollection())
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddBallots(keyFolder)
            .AddOutcomes()
            .AddNotificationServices()
            .AddRosters()
            .AddCampaigns(Path.Combine(AppContext.BaseDirectory, "seeds"));
        configure?.Invoke(chosen);
        return new TestHost(database, keyFolder, clock, chosen);
    }

    /// <inheritdoc />
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Stops, does something, and starts again.</summary>
    public async Task WhileStoppedAsync(Action act)
    {
        await services.DisposeAsync();
        Database.Release();
        act();
        services = registrations.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Runs something over the database in a scope of its own.</summary>
    public Task<TResult> QueryAsync<TResult>(Func<EvaluationDbContext, Task<TResult>> act) => RunAsync(act);

    /// <inheritdoc />
    public Task AddAsync(params object[] rows) => RunAsync<EvaluationDbContext, int>(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(ProgramKeyFolder, recursive: true);
    }
}
