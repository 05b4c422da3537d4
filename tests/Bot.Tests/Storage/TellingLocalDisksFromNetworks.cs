using Bot.Storage.Sqlite;

namespace Bot.Tests.Storage;

public sealed class TellingLocalDisksFromNetworks
{
    private const string Mounts =
        """
        22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
        23 22 0:21 / /proc rw,nosuid shared:12 - proc proc rw
        40 22 0:35 / /srv rw,relatime shared:20 - nfs4 files.example.org:/srv rw,vers=4.2
        41 40 254:2 / /srv/local rw,relatime - xfs /dev/vdb1 rw
        42 22 0:36 / /mnt/share\040one rw master:3 - cifs //files.example.org/share rw
        43 22 0:37 / /home/lee/remote rw - fuse.sshfs lee@example.org: rw
        44 22 0:38 / /covered rw - nfs old:/ rw
        45 44 254:3 / /covered rw - ext4 /dev/vdc1 rw
        """;

    [Theory]
    [InlineData("/var/lib/bot")]
    [InlineData("/srv/local")]
    [InlineData("/srv/local/bot")]
    [InlineData("/srvs/bot")]
    [InlineData("/covered/bot")]
    public void A_local_disk_is_used(string folder) => Assert.Null(LocalDisk.FromMounts(Mounts, folder));

    [Theory]
    [InlineData("/srv", "nfs4")]
    [InlineData("/srv/bot", "nfs4")]
    [InlineData("/srv/locally", "nfs4")]
    [InlineData("/mnt/share one/bot", "cifs")]
    [InlineData("/home/lee/remote/data", "fuse.sshfs")]
    public void A_network_disk_is_refused(string folder, string kind) => Assert.Equal(kind, LocalDisk.FromMounts(Mounts, folder));

    [Fact]
    public void A_table_that_cannot_be_read_refuses_nothing() => Assert.Null(LocalDisk.FromMounts("nonsense\n\n1 2 3 - nfs", "/var"));
}
