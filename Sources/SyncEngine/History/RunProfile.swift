/// What one run of a connector does; its name is the product's run profile in small letters.
public enum RunProfile: String, Sendable, Hashable, Codable, CaseIterable {
    /// Everything is read.
    case fullImport = "full-import"
    /// What has changed is read.
    case deltaImport = "delta-import"
    /// Every object runs through the rules.
    case fullSynchronization = "full-synchronization"
    /// What has changed runs through the rules.
    case deltaSynchronization = "delta-synchronization"
    /// Pending changes are sent.
    case export = "export"

    /// The profile of that name, as Dryad or as the product writes it (`Full Import`), whatever the case.
    public init?(named name: String) {
        let word = name.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
        let long = word == "full-sync" ? "full-synchronization" : word == "delta-sync" ? "delta-synchronization" : word
        self.init(rawValue: long)
    }

    /// As the product shows it.
    public var title: String {
        rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
