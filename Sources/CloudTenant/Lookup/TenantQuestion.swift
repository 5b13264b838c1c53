public import Directory

/// Which objects of a tenant somebody means, by whatever people call them.
public struct TenantQuestion: Sendable, Hashable, Codable {
    /// A text that one of some attributes may have as a value.
    public struct Name: Sendable, Hashable, Codable {
        /// The attributes.
        public let attributes: [AttributeName]
        /// The text in small letters, since names have no case.
        public let text: String

        /// Asks for a text, which is given in small letters.
        public init(attributes: [AttributeName], text: String) {
            self.attributes = attributes
            self.text = text
        }

        /// Whether an entry has a value that is the text, or an address that is.
        public func isHeld(by entry: Entry) -> Bool {
            attributes.contains { attribute in
                let address = attribute == UniqueKey.addresses ? "smtp:" + text : nil
                return entry.texts(attribute).contains { value in
                    let value = value.lowercased()
                    return value == text || value == address
                }
            }
        }
    }

    /// The identity in the tenant that it may be.
    public var id: String?
    /// The source anchors that it may be.
    public var anchors: [String]
    /// The names that it may be, those first that mean one object alone.
    public var names: [Name]
    /// A principal name or address: who has it is asked for, and nothing else.
    public var holding: String?

    /// Asks for nothing yet.
    public init(id: String? = nil, anchors: [String] = [], names: [Name] = [], holding: String? = nil) {
        self.id = id
        self.anchors = anchors
        self.names = names
        self.holding = holding
    }

    /// The most of anything that is asked for at once from elsewhere.
    static let most = 100
    /// The longest text that is looked for from elsewhere, in bytes.
    static let longest = 4096

    /// Whether it is of a size that is answered to anybody who has the token.
    var isBounded: Bool {
        let texts = [id, holding].compactMap(\.self) + anchors + names.map(\.text)
        return anchors.count <= Self.most && names.count <= Self.most
            && names.allSatisfy { $0.attributes.count <= Self.most }
            && texts.allSatisfy { $0.utf8.count <= Self.longest }
    }
}
