import Directory

/// A control that goes with a search (RFC 4511 section 4.1.11).
public struct RequestControl: Sendable, Hashable {
    /// Its OID.
    public let oid: String
    /// Its value, encoded; nothing where it has none.
    public let value: [UInt8]?
    /// Whether the server must refuse the search where it does not know the control.
    public let isCritical: Bool

    /// Makes a control.
    public init(oid: String, value: [UInt8]? = nil, isCritical: Bool = true) {
        self.oid = oid
        self.value = value
        self.isCritical = isCritical
    }

    /// Makes a control whose value is a sequence.
    init(oid: String, sequence body: (inout BERWriter) -> Void) {
        var writer = BERWriter()
        writer.element(0x30, body)
        self.init(oid: oid, value: writer.bytes)
    }

    /// Deleted objects too (MS-ADTS section 3.1.1.3.4.1.14).
    public static let showDeleted = RequestControl(oid: "1.2.840.113556.1.4.417")

    /// Names with the GUID and the SID of what they name, as text (MS-ADTS section 3.1.1.3.4.1.5).
    public static let extendedNames = RequestControl(oid: "1.2.840.113556.1.4.529") { $0.integer(1) }

    /// Only these parts of security descriptors (MS-ADTS section 3.1.1.3.4.1.11).
    public static func securityDescriptor(_ parts: SecurityDescriptorParts) -> RequestControl {
        RequestControl(oid: "1.2.840.113556.1.4.801") { $0.integer(parts.rawValue) }
    }
}
