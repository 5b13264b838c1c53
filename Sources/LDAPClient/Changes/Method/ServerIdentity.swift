public import Directory

/// Which copy of a directory a server has: its own object, and the identity of its database (MS-ADTS section 3.1.1.1.9).
///
/// A controller that was restored from a backup gets another invocation ID, since its counters may have gone back.
public struct ServerIdentity: Sendable, Hashable {
    /// The DN of the server's NTDS Settings object.
    public let serviceName: String
    /// The identity of its database.
    public let invocationID: ObjectGUID

    /// Makes an identity.
    public init(serviceName: String, invocationID: ObjectGUID) {
        self.serviceName = serviceName
        self.invocationID = invocationID
    }
}

extension ServerIdentity: Codable {
    private enum Key: String, CodingKey { case serviceName, invocationID }

    /// Reads the invocation ID in its dashed form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let text = try container.decode(String.self, forKey: .invocationID)
        guard let invocationID = ObjectGUID(text) else {
            throw DecodingError.dataCorruptedError(forKey: .invocationID, in: container, debugDescription: "no GUID")
        }
        self.init(serviceName: try container.decode(String.self, forKey: .serviceName), invocationID: invocationID)
    }

    /// Writes the invocation ID in its dashed form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(serviceName, forKey: .serviceName)
        try container.encode(invocationID.description, forKey: .invocationID)
    }
}
