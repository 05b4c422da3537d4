using Azure;

namespace Bot.Storage.Tables.Wire;

/// <summary>What becomes of the properties that an update does not name: Merge keeps them, Replace drops them.</summary>
internal enum TableUpdateMode
{
    Merge,
    Replace,
}

internal enum TableTransactionActionType
{
    Add,
    UpdateMerge,
    UpdateReplace,
    Delete,
    UpsertReplace,
}

/// <summary>One step of a transaction. Updates and deletes say which version of the row they mean: <see cref="ETag.All"/> for any.</summary>
internal sealed record TableTransactionAction(TableTransactionActionType ActionType, TableEntity Entity, ETag ETag = default);

/// <summary>A transaction of which nothing was done, because of one of its actions.</summary>
/// <param name="index">The failing action's place among them; null if the server did not say.</param>
internal sealed class TableTransactionFailedException(RequestFailedException reason, int? index)
    : RequestFailedException(reason.Status, reason.Message, reason.ErrorCode, reason)
{
    public int? FailedTransactionActionIndex { get; } = index;
}
