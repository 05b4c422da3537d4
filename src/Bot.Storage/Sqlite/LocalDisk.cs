namespace Bot.Storage.Sqlite;

/// <summary>Write-ahead logging shares memory between connections, which a network file system does not: https://sqlite.org/wal.html</summary>
internal static class LocalDisk
{
    // 9p and virtiofs are not among them: containers and sandboxes on one machine use them for what is a local disk.
    private static readonly HashSet<string> Network = new(StringComparer.Ordinal)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "ocfs2",
        "gfs2", "orangefs", "davfs", "fuse.davfs", "fuse.davfs2", "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.goofys",
        "fuse.gcsfuse", "fuse.mount-s3", "fuse.rclone", "fuse.blobfuse", "fuse.blobfuse2", "fuse.smbnetfs", "fuse.nfs", "fuse.juicefs",
    };

    /// <exception cref="StoreStartException">The folder is on a network file system.</exception>
    public static void Require(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        var kind = OperatingSystem.IsLinux() ? FromMounts(File.ReadAllText("/proc/self/mountinfo"), Resolved(folder)) : FromDrive(folder);
        if (kind is not null)
        {
            throw new StoreStartException(
                $"{database} is on a network file system ({kind}), where SQLite can lose data. Set Store:Path to a local disk, or Store:Kind to AzureTables.");
        }
    }

    /// <summary>The network file system that holds a path, or null. The table is as in proc_pid_mountinfo(5).</summary>
    /// <param name="path">Absolute, without symbolic links.</param>
    public static string? FromMounts(string mounts, string path)
    {
        var (longest, kind) = (-1, "");
        foreach (var line in mounts.Split('\n'))
        {
            // 36 35 98:0 /root /mount/point options optional-fields... - type source options
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash < 5 || dash + 1 >= fields.Length)
                continue;
            var point = Unescaped(fields[4]);

            // Of two mounts on the same point the later one covers the earlier.
            if (point.Length >= longest && Holds(point, path))
                (longest, kind) = (point.Length, fields[dash + 1]);
        }

        return Network.Contains(kind) ? kind : null;
    }

    private static bool Holds(string point, string path) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

    private static string Unescaped(string field) =>
        field.Replace(@"\040", " ", StringComparison.Ordinal)
            .Replace(@"\011", "\t", StringComparison.Ordinal)
            .Replace(@"\012", "\n", StringComparison.Ordinal)
            .Replace(@"\134", @"\", StringComparison.Ordinal);

    private static string? FromDrive(string folder)
    {
        if (OperatingSystem.IsWindows() && folder.StartsWith(@"\\", StringComparison.Ordinal))
            return "a network share";
        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder);
        return drive.DriveType == DriveType.Network ? drive.DriveFormat : null;
    }

    /// <summary>The path without symbolic links, from the top down: a link anywhere on the way can lead to another disk.</summary>
    private static string Resolved(string folder)
    {
        var resolved = "/";
        foreach (var part in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            if (Directory.ResolveLinkTarget(resolved, returnFinalTarget: true) is { } target)
                resolved = Resolved(target.FullName);
        }

        return resolved;
    }
}
