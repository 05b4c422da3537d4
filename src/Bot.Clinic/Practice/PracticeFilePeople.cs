namespace Bot.Clinic;

/// <summary>Who and what must be the same thing across all sites: a person may work at two, but is one person in the chats.</summary>
internal sealed class PracticeFilePeople
{
    private readonly Dictionary<string, (StaffId Who, string Path)> _addresses = [];
    private readonly Dictionary<StaffId, (Staff Person, string Path)> _people = [];
    private readonly Dictionary<string, (PracticeFileValue Site, string Path)> _channels = [];

    /// <summary>Notes a person; a fault where an address is somebody else's, or differs from their own at another site.</summary>
    public void Add(Staff person, PracticeFileObject at)
    {
        if (_people.TryGetValue(person.Id, out var same) && Addresses(same.Person) != Addresses(person))
        {
            at.At.Fault($"{PracticeFileText.Quoted(person.Id.Value)} is also at {same.Path} with another e-mail, chat, Teams or Slack id; "
                + "write the same ones for the same person, or another id for another person.");
            return;
        }

        _people.TryAdd(person.Id, (person, at.At.Path));
        AddAddress(person, person.Email, "e-mail", at.Optional("email"));
        AddAddress(person, person.TeamsId, "Teams id", at.Optional("teams"));
        AddAddress(person, person.SlackId, "Slack id", at.Optional("slack"));
    }

    /// <summary>Notes a channel; a fault if another site has it, since what is said there must belong to one site.</summary>
    public void AddChannel(string chat, string id, PracticeFileValue site, PracticeFileValue at)
    {
        if (id != "" && !_channels.TryAdd($"{chat} {id}", (site, at.Path)) && _channels[$"{chat} {id}"].Site != site)
            at.Fault($"The channel is already at {_channels[$"{chat} {id}"].Path}; give each site channels of its own.");
    }

    private void AddAddress(Staff person, string address, string noun, PracticeFileValue? at)
    {
        if (address == "" || at is null || _addresses.TryAdd($"{noun} {address}", (person.Id, at.Path)))
            return;
        var (who, path) = _addresses[$"{noun} {address}"];
        if (who != person.Id)
            at.Fault($"This {noun} already belongs to {PracticeFileText.Quoted(who.Value)} at {path}; each person needs their own.");
    }

    private static (string Email, string TeamsId, string SlackId, string Chat) Addresses(Staff person) =>
        (person.Email, person.TeamsId, person.SlackId, person.Chat);
}
