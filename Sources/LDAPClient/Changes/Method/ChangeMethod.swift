/// How a server can be asked what has changed.
public enum ChangeMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// DirSync (MS-ADTS section 3.1.1.3.4.1.3): deletions and attributes one by one; needs a right.
    case dirSync
    /// Content synchronization (RFC 4533).
    case syncRepl
    /// The number of each object's last change: whole objects, for an account that may see deleted ones.
    case usn
    /// Not at all: everything has to be read every time.
    case none

    /// The best that a server says it can; whether this account may use it shows only when it is used.
    public static func best(for root: RootDSE) -> ChangeMethod {
        let controls = Set(root.supportedControls)
        if root.isActiveDirectory, controls.contains(RequestControl.directorySynchronizationOID) { return .dirSync }
        if controls.contains(RequestControl.contentSynchronizationOID) { return .syncRepl }
        // Other directories may have an attribute of that name and no order for it: they would show no entry, and no
        // error either.
        if root.isActiveDirectory, root.highestCommittedUSN != nil { return .usn }
        return .none
    }
}
