public import Directory

/// Which containers' objects an import brings: the deepest named container above an object decides.
public struct ContainerScope: Sendable, Hashable {
    /// A container that is named.
    public struct Entry: Sendable, Hashable {
        /// Its DN.
        public let name: String
        /// Its identity, by which a renamed one is known.
        public let identity: ObjectGUID?
        /// Whether what is in it is brought.
        public let isRead: Bool

        /// Names a container.
        public init(name: String, identity: ObjectGUID?, isRead: Bool) {
            self.name = name
            self.identity = identity
            self.isRead = isRead
        }
    }

    /// Nothing is left out.
    public static let everything = ContainerScope([], includesNew: true)

    /// The containers that are named.
    public let entries: [Entry]
    private let verdicts: [String: Bool]
    private let includesNew: Bool

    /// Makes a scope; where `includesNew` is false, an organizational unit that is not named is not read.
    public init(_ entries: [Entry], includesNew: Bool) {
        self.entries = entries
        self.includesNew = includesNew
        verdicts = Dictionary(entries.map { (Self.key($0.name), $0.isRead) }, uniquingKeysWith: { $0 && $1 })
    }

    /// Whether it leaves nothing out, so that nobody need ask.
    public var isEverything: Bool { verdicts.isEmpty && includesNew }

    /// What it leaves out, for the digest of what an import asks for: nothing where it leaves out nothing.
    public var limits: [String] {
        guard !isEverything else { return [] }
        let containers = verdicts.map { "container \($0.key): \($0.value ? "read" : "left out")" }.sorted()
        return containers + ["new containers: \(includesNew ? "read" : "left out")"]
    }

    /// Whether the object of that name is brought; a name that cannot be read is.
    public func includes(_ name: String) -> Bool {
        guard !isEverything, let name = DistinguishedName(name) else { return true }
        return verdict(name.components.dropFirst())
    }

    /// Whether what lies directly in the container of that name is brought.
    public func includes(contentsOf container: String) -> Bool {
        guard !isEverything, let name = DistinguishedName(container) else { return true }
        return verdict(name.components[...])
    }

    private func verdict(_ components: ArraySlice<RelativeDistinguishedName>) -> Bool {
        var rest = components
        while let first = rest.first {
            if let verdict = verdicts[rest.map(\.normalized).joined(separator: ",")] { return verdict }
            if !includesNew, first.type == "OU" { return false }
            rest = rest.dropFirst()
        }
        return true
    }

    private static func key(_ name: String) -> String {
        DistinguishedName(name)?.normalized ?? ASCII.lowercased(name)
    }
}
