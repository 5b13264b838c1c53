public import Directory
public import DirectorySchema
import Foundation

/// Finds values that cannot be what the cached schema says of their attribute: more than one where one may be, text with a
/// null byte or in bytes that are no text, a number, a truth or a name that is none.
///
/// A server that keeps to its schema sends none of these. What sends them all the same must not reach the rules, which would
/// make something of it: an account whose control bits are no number looks as if it were enabled.
public struct ValueCheck: Sendable {
    /// What is wrong with a value.
    public struct Finding: Sendable, Hashable {
        /// The product's word for it.
        public let code: String
        /// One sentence.
        public let message: String
    }

    private enum Kind: UInt8, Sendable {
        case unchecked, text, number, truth, name
    }

    private struct Expectation: Sendable {
        var kind = Kind.unchecked
        var isSingle = false
    }

    private let expectations: [Expectation]
    private let table: AttributeTable

    /// Prepares for attributes; what the schema does not have is not checked.
    public init(_ attributes: [AttributeName], schema: SchemaSnapshot, table: AttributeTable) {
        self.table = table
        var expectations: [Expectation] = []
        for name in attributes {
            guard let type = schema.attribute(name), let number = table.identifier(for: name) else { continue }
            let place = Int(number.rawValue)
            while expectations.count <= place { expectations.append(Expectation()) }
            expectations[place] = Expectation(kind: Self.kind(type.syntax), isSingle: type.isSingleValued)
        }
        self.expectations = expectations
    }

    private static func kind(_ syntax: AttributeSyntax?) -> Kind {
        guard let syntax else { return .unchecked }
        if syntax.isInteger { return .number }
        if syntax.isBoolean { return .truth }
        // What has bytes or text before the name has a form of its own.
        if syntax.isReference { return syntax.isName ? .name : .unchecked }
        return syntax.isBinary ? .unchecked : .text
    }

    /// The first thing that is wrong with an entry; nothing where everything may be as it is.
    public func finding(in entry: PackedEntry) -> Finding? {
        var names = PlainNames()
        return finding(in: entry, &names)
    }

    /// The same for many entries, with what is remembered of their names.
    func finding(in entry: PackedEntry, _ names: inout PlainNames) -> Finding? {
        if let wrong = entry.withName(Self.wrongName) {
            return Finding(code: "invalid-dn", message: "Its name \(wrong). What is known of it stays as it was.")
        }
        var found: Finding?
        entry.walk { attribute, stored in
            let place = Int(attribute.rawValue)
            guard place < expectations.count else { return false }
            let expected = expectations[place]
            guard expected.kind != .unchecked || expected.isSingle else { return true }
            found = finding(attribute, StoredValues(stored), expected, &names)
            return found == nil
        }
        return found
    }

    private func finding(
        _ attribute: AttributeID,
        _ values: StoredValues,
        _ expected: Expectation,
        _ names: inout PlainNames
    ) -> Finding? {
        if expected.isSingle, values.count > 1 {
            return Finding(
                code: "multi-single-mismatch",
                message:
                    "Its \(name(attribute)) has \(values.count) values, and the cached schema says that it has one. "
                    + "\(Self.advice)"
            )
        }
        var rest = values
        while let value = rest.next() {
            switch expected.kind {
            case .unchecked: return nil
            case .text where ValueShape.isPlain(value), .name where names.contains(value): continue
            case .text where Self.holdsNull(value), .name where Self.holdsNull(value):
                return wrong(attribute, value, "holds a null byte, which text cannot")
            case .text where !ValueShape.isText(value): return wrong(attribute, value, "is not UTF-8, which text is")
            case .number where !Self.isNumber(value): return wrong(attribute, value, "is no whole number")
            case .truth where !Self.isTruth(value): return wrong(attribute, value, "is neither TRUE nor FALSE")
            case .name where !ValueShape.isName(value):
                return wrong(attribute, value, "is not a distinguished name")
            case .text, .number, .truth, .name: continue
            }
        }
        return nil
    }

    private func wrong(_ attribute: AttributeID, _ value: UnsafeRawBufferPointer, _ what: String) -> Finding {
        // What is said about a value of five megabytes is not as long as it.
        let shown = String(decoding: value.prefix(64), as: UTF8.self) + (value.count > 64 ? "…" : "")
        return Finding(
            code: "invalid-attribute-value",
            message: "Its \(name(attribute)) \"\(shown)\" \(what). \(Self.advice)"
        )
    }

    private static let advice =
        "What is known of the object stays as it was. Mend the value; where the forest's schema has changed, "
        + "`dryad schema refresh` reads it."

    private func name(_ attribute: AttributeID) -> String { table.name(of: attribute)?.spelling ?? "attribute" }

    private static func wrongName(_ name: UnsafeRawBufferPointer) -> String? {
        if ValueShape.isPlain(name) { return nil }
        if holdsNull(name) { return "holds a null byte" }
        return ValueShape.isText(name) ? nil : "is not UTF-8"
    }

    private static func holdsNull(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let start = value.baseAddress, !value.isEmpty else { return false }
        return memchr(start, 0, value.count) != nil
    }

    /// Whether a value is a whole number of 64 bits, as LDAP writes it (RFC 4517, 3.3.16).
    private static func isNumber(_ value: UnsafeRawBufferPointer) -> Bool {
        guard (1...20).contains(value.count) else { return false }
        let isNegative = value[0] == UInt8(ascii: "-")
        let first = isNegative ? 1 : 0
        guard first < value.count else { return false }
        // Counted below zero, where there is one number more.
        var number: Int64 = 0
        for place in first..<value.count {
            guard ASCII.isDigit(value[place]) else { return false }
            let (tenfold, isLarge) = number.multipliedReportingOverflow(by: 10)
            let (next, isTooLarge) = tenfold.subtractingReportingOverflow(Int64(value[place] - UInt8(ascii: "0")))
            guard !isLarge, !isTooLarge else { return false }
            number = next
        }
        return isNegative || number > .min
    }

    private static func isTruth(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 4 || value.count == 5 else { return false }
        let text = ASCII.lowercased(String(decoding: value, as: UTF8.self))
        return text == "true" || text == "false"
    }
}
