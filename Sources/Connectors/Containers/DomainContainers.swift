/// The containers of one domain, or why they could not be read.
public struct DomainContainers: Sendable, Hashable, Codable {
    /// The domain's DN.
    public let domain: String
    /// Its DNS name, in small letters.
    public let dnsName: String
    /// Whether somebody has decided that the domain is not read.
    public let isExcluded: Bool
    /// Its containers from the top down, the domain itself first; none where it could not be read.
    public let containers: [ForestContainer]
    /// Why it could not be read.
    public let failure: String?
}
