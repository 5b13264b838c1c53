import Diagnostics
import Directory
import Foundation
import SyncExpressions

/// What an expression gives, as programs get it: `{"value":…,"type":…}` or `{"error":{"code","message","range"}}`.
struct EvaluationListing: Encodable {
    /// A value in JSON: bytes are `{"base64":"…"}`, a moment is text, several values are a list.
    enum Value: Encodable {
        case null, text(String), number(Int64), flag(Bool), bytes([UInt8]), list([Value])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .bytes(let bytes): try container.encode(["base64": Data(bytes).base64EncodedString()])
            case .list(let values): try container.encode(values)
            }
        }
    }

    /// What went wrong.
    struct Failure: Encodable {
        struct Range: Encodable {
            let start: Int
            let end: Int
        }

        let code: String
        let message: String
        /// Where in the expression, in bytes.
        let range: Range?
    }

    let value: Value?
    let type: String?
    let error: Failure?
    /// All mistakes of an expression that cannot be read; the first one is the error.
    let errors: [Failure]?

    private enum CodingKeys: String, CodingKey {
        case value, type, error, errors
    }

    init(_ outcome: Result<FlowResult, EvaluationError>) {
        errors = nil
        switch outcome {
        case .success(let result):
            (value, type) = Self.parts(result)
            error = nil
        case .failure(let failure):
            (value, type) = (nil, nil)
            error = Failure(code: failure.code.word, message: failure.description, range: failure.range.map(Self.range))
        }
    }

    /// An expression that cannot be compiled.
    init(_ diagnostics: [Diagnostic]) {
        let failures = diagnostics.filter { $0.severity == .error }
            .map { Failure(code: $0.code.rawValue, message: $0.message, range: $0.range.map(Self.range)) }
        (value, type) = (nil, nil)
        error = failures.first
        errors = failures
    }

    /// An object that cannot be read.
    init(unreadable message: String) {
        (value, type, errors) = (nil, nil, nil)
        error = Failure(code: "unreadableObject", message: message, range: nil)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if let error {
            try container.encode(error, forKey: .error)
            try container.encodeIfPresent(errors, forKey: .errors)
        } else {
            try container.encode(value ?? .null, forKey: .value)
            try container.encode(type, forKey: .type)
        }
    }

    private static func range(_ range: SourceRange) -> Failure.Range {
        Failure.Range(start: range.start, end: range.end)
    }

    private static func parts(_ result: FlowResult) -> (Value, String) {
        switch result {
        case .null: (.null, "NULL")
        case .authoritativeNull: (.null, "AuthoritativeNull")
        case .ignore: (.null, "IgnoreThisFlow")
        case .value(let value): (json(value), type(value))
        }
    }

    private static func json(_ value: ExpressionValue) -> Value {
        switch value {
        case .null: .null
        case .string(let text), .reference(let text): .text(text)
        case .number(let number): .number(number)
        case .boolean(let flag): .flag(flag)
        case .binary(let bytes): .bytes(bytes)
        case .date(let date): .text(Date(timeIntervalSince1970: Double(date.unixSeconds)).formatted(.iso8601))
        case .list(let values): .list(values.map(json))
        }
    }

    /// The word of the product's documentation for the kind of a value.
    private static func type(_ value: ExpressionValue) -> String {
        switch value {
        case .null: "NULL"
        case .string: "str"
        case .number: "num"
        case .boolean: "bool"
        case .binary: "bin"
        case .date: "dt"
        case .reference: "ref"
        case .list(let values): values.first.map { "mv" + type($0) } ?? "mvstr"
        }
    }
}
