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

    /// Deleted objects too (MS-ADTS section 3.1.1.3.4.1.14).
    public static let showDeleted = RequestControl(oid: "1.2.840.113556.1.4.417")

    /// Names with the GUID and the SID of what they name, as text (MS-ADTS section 3.1.1.3.4.1.5).
    public static let extendedNames = RequestControl(
        oid: "1.2.840.113556.1.4.529",
        value: [0x30, 0x03, 0x02, 0x01, 0x01]
    )

    /// What has changed since a cookie was given; from the beginning without one (MS-ADTS section 3.1.1.3.4.1.3).
    ///
    /// The search must have a naming context for its base and everything below for its scope.
    public static func directorySynchronization(cookie: [UInt8] = []) -> RequestControl {
        // Flags 0, at most 1 MiB at a time, the cookie.
        let flags: [UInt8] = [0x02, 0x01, 0x00]
        let most: [UInt8] = [0x02, 0x03, 0x10, 0x00, 0x00]
        let content = flags + most + [0x04] + length(cookie.count) + cookie
        return RequestControl(oid: "1.2.840.113556.1.4.841", value: [0x30] + length(content.count) + content)
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        let digits = (0..<4).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }.drop { $0 == 0 }
        return [0x80 | UInt8(digits.count)] + digits
    }
}
