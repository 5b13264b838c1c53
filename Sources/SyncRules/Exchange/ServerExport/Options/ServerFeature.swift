/// An optional feature of a server, by the word that ends its parameter's name.
public enum ServerFeature: String, Sendable, Hashable, Codable, CaseIterable {
    /// Exchange hybrid deployment: attributes flow back to the forest.
    case hybridExchange = "HybridExchange"
    /// Mail-enabled public folders.
    case exchangeMailPublicFolder = "ExchangeMailPublicFolder"
    /// Computers of the forest become devices of the tenant.
    case deviceWriteUp = "DeviceWriteUp"
    /// Devices of the tenant become objects of a forest.
    case deviceWriteBack = "DeviceWriteBack"
    /// Groups of the tenant become objects of a forest.
    case groupWriteBack = "GroupWriteBack"
    /// Users of the tenant become objects of a forest.
    case userWriteBack = "UserWriteBack"
    /// Hashes of password hashes go to the tenant.
    case passwordHashSync = "PasswordHashSync"
    /// Passwords that are set in the tenant go back.
    case passwordWriteback = "PasswordWriteback"
    /// Further attributes go to the tenant.
    case directoryExtension = "DirectoryExtension"
    /// Applications and attributes are filtered.
    case filterAAD = "FilterAAD"
    /// One group of each forest decides who is synchronized.
    case groupFiltering = "GroupFiltering"

    /// The name of its parameter.
    public var key: String { "Microsoft.OptionalFeature.\(rawValue)" }
}
