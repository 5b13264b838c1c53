public import Directory

/// A value in an expression: one closed set, so that nothing has to be guessed.
public enum ExpressionValue: Sendable, Hashable {
    /// No value: an absent attribute.
    case null
    /// Text.
    case string(String)
    /// A whole number, 64 bits.
    case number(Int64)
    /// True or false.
    case boolean(Bool)
    /// Bytes.
    case binary([UInt8])
    /// A moment.
    case date(FileTime)
    /// The name of an object.
    case reference(String)
    /// The values of a multi-valued attribute; never of one element when it came from an attribute.
    ///
    /// While an expression runs, a value that was filtered out stays as `null`, so that every value keeps its place.
    case list([ExpressionValue])

    /// A word for people.
    public var kind: String {
        switch self {
        case .null: "nothing"
        case .string: "text"
        case .number: "a number"
        case .boolean: "a boolean"
        case .binary: "bytes"
        case .date: "a date"
        case .reference: "a reference"
        case .list: "several values"
        }
    }

    /// Whether there is a value other than the empty text.
    public var isPresent: Bool {
        switch self {
        case .null: false
        case .string(let text): !text.isEmpty
        case .list(let values): values.contains { $0.isPresent }
        default: true
        }
    }

    /// Whether there is no value.
    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The single value where there is exactly one.
    var single: ExpressionValue {
        if case .list(let values) = self, values.count == 1, let only = values.first { return only }
        return self
    }

    /// The values one by one; none for null, and none for what was filtered out.
    var elements: [ExpressionValue] {
        switch self {
        case .null: []
        case .list(let values): values.contains { $0.isNull } ? values.filter { !$0.isNull } : values
        default: [self]
        }
    }

    /// The value without what was filtered out: a list only where there are several.
    var settled: ExpressionValue {
        guard case .list(let values) = self, values.count < 2 || values.contains(where: \.isNull) else { return self }
        return .gathering(elements)
    }

    /// How many bytes the value takes, about.
    var size: Int {
        switch self {
        case .string(let text), .reference(let text): text.utf8.count
        case .binary(let bytes): bytes.count
        case .list(let values): values.reduce(0) { $0 + $1.size + 16 }
        default: 0
        }
    }

    /// A list where there are several, the value itself where there is one, null where there is none.
    static func gathering(_ values: [ExpressionValue]) -> ExpressionValue {
        values.count > 1 ? .list(values) : values.first ?? .null
    }
}
