using Bot.Clinic;

namespace Bot.Tests.Storage.Tables;

[Collection(OnAzurite.Name)]
public sealed class OnAzureTables(Azurite azurite) : VisitStoreContract
{
    protected override async Task<IVisitStore> OpenEmptyAsync() => await azurite.OpenAsync();
}
