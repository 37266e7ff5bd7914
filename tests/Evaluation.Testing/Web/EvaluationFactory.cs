using System.Collections.Concurrent;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Testing.Web;

/// <summary>The whole program over a database and a key folder of its own. It does not run in Development unless the demo is asked for; migrations are applied beforehand.</summary>
public sealed class EvaluationFactory : WebApplicationFactory<Program>, ITestServices
{
    /// <summary>Password of every account that <see cref="AddUserAsync"/> makes.</summary>
    public const string Password = TestData.Password;

    private readonly TestDatabase database;
    private readonly LogKeeper logs = new();
    private readonly Action<IServiceCollection>? configure;
    private readonly bool hasDemo;
    private readonly bool isPlain;

    private EvaluationFactory(TestDatabase database, Action<IServiceCollection>? configure, bool hasDemo = false, bool isPlain = false)
    {
        this.database = database;
        this.configure = configure;
        this.isPlain = isPlain;
        this.hasDemo = hasDemo;
        KeyFolder = Directory.CreateTempSubdirectory("evaluation-keys-").FullName;
    }

    /// <summary>The folder of keys.</summary>
    public string KeyFolder { get; }

    /// <summary>The database.</summary>
    public TestDatabase Database => database;

    /// <summary>Every line logged so far, at every level.</summary>
    public IReadOnlyCollection<string> Logs => logs.Lines;

    /// <summary>Starts one; skips the running test when the server is not there.</summary>
    /// <param name="server">The database server.</param>
    /// <param name="configure">Changes to the program's services.</param>
    public static async Task<EvaluationFactory> CreateAsync(TestServer server = TestServer.Sqlite, Action<IServiceCollection>? configure = null) =>
        new(await TestDatabase.CreateAsync(server), configure);

    /// <summary>Starts one with the demo that listens on a port of its own on loopback, for a real browser.</summary>
    public static Task<EvaluationFactory> ServeDemoAsync() => ServeAsync(hasDemo: true);

    /// <summary>Starts one that listens on a port of its own on loopback, for a real browser.</summary>
    /// <param name="hasDemo">Whether it runs in Development with the demo; otherwise nobody has an account yet.</param>
    public static async Task<EvaluationFactory> ServeAsync(bool hasDemo = false)
    {
        var factory = new EvaluationFactory(await TestDatabase.CreateAsync(TestServer.Sqlite), null, hasDemo, isPlain: true);
        factory.UseKestrel(0);
        factory.StartServer();
        return factory;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <inheritdoc />
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <inheritdoc />
    public Task AddAsync(params object[] rows) => RunAsync<EvaluationDbContext, int>(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    /// <summary>Makes an account that holds a role at an organization.</summary>
    public async Task<User> AddUserAsync(string userName, Organization organization, params Role[] roles)
    {
        var user = TestData.CreateUser(userName, [.. roles.Select(role => (role, organization))]);
        await AddAsync(user);
        return user;
    }

    /// <summary>A browser of its own, without script: cookies are kept, redirects are followed.</summary>
    public Browser OpenBrowser(bool followRedirects = true) =>
        new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = followRedirects, HandleCookies = true, BaseAddress = new Uri("https://localhost") }));

    /// <summary>A browser in which the user has signed in.</summary>
    public async Task<Browser> SignInAsync(string userName, bool followRedirects = true)
    {
        var browser = OpenBrowser(followRedirects);
        await browser.GetAsync("/account/sign-in");
        await browser.SubmitAsync("form[action='/account/sign-in']", ("UserName", userName), ("Password", Password));
        return browser;
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(hasDemo ? "Development" : "Testing");
        builder.UseSetting("Database:Provider", database.Server.ToString());
        builder.UseSetting("ConnectionStrings:Evaluation", database.ConnectionString);
        builder.UseSetting("Keys:Folder", KeyFolder);
        if (isPlain)
        {
            builder.UseSetting("Https:Required", "false");
        }

        // Secrecy is looked for in every line; a real browser's many requests are not kept.
        var level = hasDemo ? LogLevel.Warning : LogLevel.Trace;
        builder.UseSetting("Logging:LogLevel:Default", level.ToString());
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(logs).SetMinimumLevel(level));
        builder.ConfigureServices(services =>
        {
            services.Configure(TestData.FastPasswords);
            configure?.Invoke(services);
        });
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(KeyFolder, recursive: true);
    }

    private sealed class LogKeeper : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
