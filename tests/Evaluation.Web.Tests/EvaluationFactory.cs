using System.Collections.Concurrent;
using Evaluation.Core.Data;
using Evaluation.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Web.Tests;

/// <summary>
/// The web host over a database and a key folder of its own, both removed afterwards. It runs as in production, over https and without the demo.
/// A test class takes it as a class fixture; derive from it and override <see cref="SeedAsync"/> for rows that all its tests share.
/// </summary>
public class EvaluationFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly Dictionary<string, string> settings = [];
    private TestDatabase? database;

    /// <summary>The folder of keys.</summary>
    public string KeyFolder { get; } = Directory.CreateTempSubdirectory("evaluation-keys-").FullName;

    /// <summary>What was logged so far.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(TestServer.Sqlite);
        await SeedAsync();
    }

    /// <summary>Adds the rows that all tests of the class share.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;

    /// <summary>Changes a setting; before the host is first used.</summary>
    public void Configure(string key, string value) => settings[key] = value;

    /// <summary>A browser without cookies.</summary>
    public Browser Browse() => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        BaseAddress = new Uri("https://localhost"),
        AllowAutoRedirect = false,
        HandleCookies = true,
    }));

    /// <summary>A browser in which somebody is signed in.</summary>
    public async Task<Browser> BrowseAsAsync(string userName)
    {
        var browser = Browse();
        await browser.SignInAsync(userName);
        return browser;
    }

    /// <summary>Runs something with a service, as a request of its own would.</summary>
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Runs something over the database.</summary>
    public Task<TResult> QueryAsync<TResult>(Func<EvaluationDbContext, Task<TResult>> act) => RunAsync(act);

    /// <summary>Adds rows. It does not start the host.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var provider = database!.AddTo(new ServiceCollection()).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(KeyFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:Evaluation", database!.ConnectionString);
        builder.UseSetting("Keys:Folder", KeyFolder);
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new Recorder(Log)));
    }

    private sealed class Recorder(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue(formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception));

        public void Dispose()
        {
        }
    }
}
