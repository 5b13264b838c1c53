import Directory

/// Every form in which one anchor is written, and every way in which a text may be one.
public struct AnchorForms: Sendable, Hashable, Codable {
    /// One way to read the text.
    public struct Reading: Sendable, Hashable, Codable {
        /// What the text was taken for.
        public let kind: String
        /// The GUID with dashes; nothing where the anchor is none.
        public let guid: String?
        /// The bytes as the directory stores them, in hexadecimal digits.
        public let hex: String?
        /// The immutable id: the source anchor as the tenant has it.
        public let immutableID: String
        /// The assertion of an LDAP filter that finds the object.
        public let filter: String?
        /// The name under which Active Directory shows the object whatever it is called.
        public let guidName: String?
        /// The name in the tenant's connector space.
        public let tenantName: String
    }

    /// The text.
    public let value: String
    /// The ways to read it, the most likely first.
    public let readings: [Reading]

    /// Reads a text in every way that makes sense.
    public init(_ value: String) {
        self.value = value
        readings = AnchorReading.all(of: value).map { reading in
            Reading(
                kind: reading.kind,
                guid: reading.guid?.description,
                hex: reading.guid.map { ASCII.lowercased(ASCII.hex($0.bytes)) },
                immutableID: reading.anchor,
                filter: reading.guid.map { guid in
                    "(objectGUID=" + guid.bytes.map { "\\" + ASCII.lowercased(ASCII.hex(CollectionOfOne($0))) }.joined()
                        + ")"
                },
                guidName: reading.guid.map { "<GUID=\($0)>" },
                tenantName: "CN={\(ASCII.hex(reading.anchor.utf8))}"
            )
        }
    }
}
