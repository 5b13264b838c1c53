import Directory

/// A value as people read it.
enum ShownValue {
    /// Text as it is, a security identifier as people write it, other bytes as hexadecimal digits.
    static func text(_ bytes: [UInt8]) -> String {
        if bytes.count >= 12, let identifier = SecurityIdentifier(bytes: bytes) { return identifier.description }
        return String(validating: bytes, as: UTF8.self) ?? "0x" + ASCII.hex(bytes)
    }

    /// The same, an `objectGUID` as a GUID.
    static func text(_ bytes: [UInt8], of attribute: AttributeName) -> String {
        if attribute == "objectGUID" || attribute == "sourceAnchorBinary" || attribute == "mS-DS-ConsistencyGuid",
            let guid = ObjectGUID(bytes: bytes)
        {
            return guid.description
        }
        return text(bytes)
    }
}
