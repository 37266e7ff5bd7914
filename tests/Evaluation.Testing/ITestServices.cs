namespace Evaluation.Testing;

/// <summary>Something that runs use cases, each in a scope of its own: bare, or inside the whole program.</summary>
public interface ITestServices
{
    /// <summary>Runs something with a service in a scope of its own.</summary>
    Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull;

    /// <summary>Adds rows.</summary>
    Task AddAsync(params object[] rows);
}
