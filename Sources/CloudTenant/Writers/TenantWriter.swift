/// Who writes into a tenant.
public struct TenantWriter: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The workspace, by a name that tells it from others.
    public let workspace: String
    /// The machine that it is on.
    public let host: String
    /// Since when it is the active one; nothing before the tenant has said so.
    public internal(set) var since: TenantInstant?

    /// Names a writer.
    public init(workspace: String, host: String) {
        self.workspace = workspace
        self.host = host
    }

    /// Whether both are the same, whenever they became active.
    public func isSame(as other: TenantWriter) -> Bool { workspace == other.workspace && host == other.host }

    /// The workspace, its machine, and since when.
    public var description: String { "\(workspace) on \(host)" + (since.map { " since \($0)" } ?? "") }
}
