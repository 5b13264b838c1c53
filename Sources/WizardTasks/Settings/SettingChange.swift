/// One setting of a workspace or of its tenant that a plan changes.
public struct SettingChange: Sendable, Hashable, Codable {
    /// The setting: its keys with points between, as `signIn.method`.
    public let name: String
    /// What it is; nothing where it is not set.
    public let from: String?
    /// What it would be; nothing where it would not be set any more.
    public let to: String?

    /// Describes a change.
    public init(name: String, from: String?, to: String?) {
        self.name = name
        self.from = from
        self.to = to
    }
}
