namespace Bot.Cards.Values;

/// <summary>Walks the items of a list without allocating.</summary>
internal struct Items
{
    private readonly Model? _model;
    private readonly Value[]? _made;
    private readonly int _end;
    private int _next;

    public Items(Value list)
    {
        if (list.Source is Model model)
        {
            _model = model;
            _next = list.Node + 1;
            _end = model.EndOf(list.Node);
        }
        else
        {
            _made = (Value[])list.Source!;
            _end = _made.Length;
        }
    }

    public Value Current { get; private set; }

    public bool MoveNext()
    {
        if (_next >= _end)
            return false;
        if (_model is not null)
        {
            Current = _model.ValueAt(_next);
            _next = _model.EndOf(_next);
        }
        else
        {
            Current = _made![_next++];
        }
        return true;
    }
}
