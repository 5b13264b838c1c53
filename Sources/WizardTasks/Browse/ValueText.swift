import Directory

/// How a value is shown to people.
enum ValueText {
    /// Text as it is, a security identifier as people write it, other bytes as hexadecimal digits.
    static func text(_ bytes: [UInt8]) -> String {
        if bytes.count >= 12, let identifier = SecurityIdentifier(bytes: bytes) { return identifier.description }
        return String(validating: bytes, as: UTF8.self) ?? "0x" + ASCII.hex(bytes)
    }

    /// The attributes that people know an object by, the best first.
    static let labels: [AttributeName] = ["userPrincipalName", "displayName", "mail", "cn", "commonName", "deviceId"]

    /// Who an entry is about.
    static func label(_ entry: Entry) -> String {
        labels.lazy.compactMap { entry.text($0) }.first { !$0.isEmpty } ?? entry.dn
    }
}
