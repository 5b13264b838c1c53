import Directory

/// The domains of a tenant, and which of them are verified.
public struct TenantDomains: Sendable, Hashable, Codable {
    /// One domain.
    public struct Domain: Sendable, Hashable, Codable {
        /// Its name, in small letters.
        public let name: String
        /// Whether the tenant has proved to own it.
        public var isVerified: Bool
        /// Where its people sign in; nothing while the domain is managed: with the tenant itself.
        public internal(set) var federation: TenantFederation?
    }

    /// The domain that every tenant has from its first day, below `onmicrosoft.com`.
    public private(set) var initial = "dryad.onmicrosoft.com"
    /// The others, ascending by name.
    ///
    /// While there is none, nobody has said which domains the tenant has: every suffix counts as verified.
    public private(set) var custom: [Domain] = []

    /// The domains of a new tenant: nobody has said which.
    public init() {}

    /// Whether somebody has said which domains there are.
    public var areKnown: Bool { !custom.isEmpty }

    /// Whether some domain beside the initial one is verified.
    public var hasVerified: Bool { custom.contains(where: \.isVerified) }

    /// Whether names may end in this domain.
    public func isVerified(_ name: String) -> Bool {
        guard areKnown else { return true }
        let name = ASCII.lowercased(name)
        return name == initial || custom.contains { $0.name == name && $0.isVerified }
    }

    /// Adds a domain; one below a verified domain is verified at once, and one that is there stays as it is.
    public mutating func add(_ name: String) {
        let name = ASCII.lowercased(name)
        guard name != initial, !custom.contains(where: { $0.name == name }) else { return }
        let isBelow = custom.contains { $0.isVerified && name.hasSuffix("." + $0.name) }
        custom.append(Domain(name: name, isVerified: isBelow))
        custom.sort { $0.name < $1.name }
    }

    /// Marks a domain and those below it as verified; says whether it was there.
    public mutating func verify(_ name: String) -> Bool {
        let name = ASCII.lowercased(name)
        guard custom.contains(where: { $0.name == name }) else { return name == initial }
        for place in custom.indices where custom[place].name == name || custom[place].name.hasSuffix("." + name) {
            custom[place].isVerified = true
        }
        return true
    }

    /// Makes a verified domain federated, or managed again where nothing is given; says whether it could be.
    public mutating func convert(_ name: String, to federation: TenantFederation?) -> Bool {
        let name = ASCII.lowercased(name)
        guard let place = custom.firstIndex(where: { $0.name == name }) else { return false }
        guard federation == nil || custom[place].isVerified else { return false }
        custom[place].federation = federation
        return true
    }

    /// Names the initial domain.
    public mutating func setInitial(_ name: String) { initial = ASCII.lowercased(name) }

    /// Whether a text is a name of a domain: labels of letters, digits and hyphens, two at least.
    public static func isName(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                    && label.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }
}
