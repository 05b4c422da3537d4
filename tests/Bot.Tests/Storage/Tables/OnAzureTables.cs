using Bot.Clinic;

namespace Bot.Tests.Storage.Tables;

[Collection(OnAzurite.Name)]
public sealed class OnAzureTables(Azurite azurite) : VisitStoreContract
{
    // Whatever the contract asks, no request may read more than its answer needs.
    protected override async Task<IVisitStore> OpenEmptyAsync()
    {
        var options = azurite.Options();
        options.Watch = new Requests();
        return await azurite.OpenAsync(options);
    }
}
