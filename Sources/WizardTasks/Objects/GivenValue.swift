import Directory
import DirectorySchema
import Foundation

/// Reads values that somebody writes for an attribute of a forest, as an import would bring them.
///
/// Whole numbers stay as they are, also what is none: what an import says of them is told in its place.
struct GivenValue {
    let attribute: AttributeName
    let syntax: AttributeSyntax?

    /// The bytes of a value; an error where the text cannot be one.
    func bytes(_ text: String) throws(TaskError) -> [UInt8] {
        guard let syntax else { return Array(text.utf8) }
        if syntax.isBinary { return try binary(text, syntax) }
        if syntax.isTime { return Array(try time(text, syntax).utf8) }
        if syntax.isBoolean, ["true", "false"].contains(ASCII.lowercased(text)) {
            return Array(ASCII.uppercased(text).utf8)
        }
        return Array(text.utf8)
    }

    // MARK: Bytes

    private func binary(_ text: String, _ syntax: AttributeSyntax) throws(TaskError) -> [UInt8] {
        // Base64 has no dash, so the two are told apart by it.
        let isWritten = ASCII.lowercased(text).hasPrefix("s-1-")
        if isIdentifier(syntax) {
            let identifier =
                isWritten ? SecurityIdentifier(text) : Self.plain(text).flatMap { SecurityIdentifier(bytes: $0) }
            guard let identifier else { throw refusal(text, "is no security identifier, such as S-1-5-21-1-2-3-1104") }
            return identifier.bytes
        }
        if attribute == "objectGUID" {
            guard let guid = Self.guid(text) ?? Self.plain(text).flatMap({ ObjectGUID(bytes: $0) }) else {
                throw refusal(text, "is no GUID, such as 8f14e45f-ceea-467f-a8b4-0c7e2d9a5b31")
            }
            return guid.bytes
        }
        if isWritten, let identifier = SecurityIdentifier(text) { return identifier.bytes }
        if let guid = Self.guid(text) { return guid.bytes }
        guard let bytes = Self.plain(text) else {
            throw refusal(text, "is neither Base64 nor a GUID or a security identifier, and the attribute holds bytes")
        }
        return bytes
    }

    /// Whether all values are security identifiers; a schema that was not read from Active Directory does not say so.
    private func isIdentifier(_ syntax: AttributeSyntax) -> Bool {
        syntax.attributeSyntax == "2.5.5.17" || attribute == "objectSid" || attribute == "sIDHistory"
    }

    private static func guid(_ text: String) -> ObjectGUID? {
        let inner = text.hasPrefix("{") && text.hasSuffix("}") ? String(text.dropFirst().dropLast()) : text
        return UUID(uuidString: inner) == nil ? nil : ObjectGUID(inner)
    }

    /// Bytes in Base64, or in hexadecimal digits as they are shown.
    private static func plain(_ text: String) -> [UInt8]? {
        if text.hasPrefix("0x"), let bytes = ASCII.bytes(hex: String(text.dropFirst(2))) { return bytes }
        return Data(base64Encoded: text).map { Array($0) }
    }

    // MARK: Moments

    /// A moment as a forest writes it; one of ISO 8601 is brought into that form.
    private func time(_ text: String, _ syntax: AttributeSyntax) throws(TaskError) -> String {
        let isShort = syntax.ldap == "1.3.6.1.4.1.1466.115.121.1.53"
        let century = isShort ? "20" : ""
        let digits = text.filter { $0.isASCII && $0.isNumber }
        if text.utf8.count == 20, text.contains("T"), Self.isMoment(text) {
            return isShort ? "\(digits.dropFirst(2))Z" : "\(digits).0Z"
        }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let isFraction = parts.count == 1 || (parts.count == 2 && !parts[1].isEmpty && !isShort)
        guard text.hasSuffix("Z"), isFraction, digits.count == parts.reduce(0, { $0 + $1.utf8.count }),
            let whole = parts.first, whole.utf8.count == (isShort ? 12 : 14),
            Self.isMoment(Self.spelledOut("\(century)\(whole)"))
        else {
            let example = isShort ? "260131120000Z" : "20260131120000.0Z"
            throw refusal(text, "is no moment, such as \(example) or 2026-01-31T12:00:00Z")
        }
        return text
    }

    /// Fourteen digits as ISO 8601 has them.
    private static func spelledOut(_ digits: String) -> String {
        let separators = [4: "-", 6: "-", 8: "T", 10: ":", 12: ":"]
        return digits.enumerated().map { (separators[$0.offset] ?? "") + String($0.element) }.joined() + "Z"
    }

    /// Whether a text is a moment of the calendar: a day that there is not may be read as one of the next month.
    private static func isMoment(_ text: String) -> Bool {
        guard let date = try? Date(text, strategy: .iso8601) else { return false }
        return date.formatted(.iso8601) == text
    }

    // MARK: Errors

    private func refusal(_ text: String, _ what: String) -> TaskError {
        // What is said about a long value is not as long as it.
        let shown = String(text.prefix(64)) + (text.count > 64 ? "…" : "")
        return TaskError(.options, "\(attribute) cannot be set to \"\(shown)\": it \(what).")
    }
}
