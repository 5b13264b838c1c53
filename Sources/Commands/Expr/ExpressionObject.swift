import Diagnostics
import Directory
import Foundation
import SyncExpressions

/// An object that an expression is tried out on: a JSON document, or the first record of an LDIF file.
///
/// `{"attributes":{"mail":["a@b"],"objectGUID":[{"base64":"…"}]},"parameters":{"Domain.FQDN":"contoso.test"}}`
struct ExpressionObject: Decodable {
    /// One value: text, a whole number, a truth, or bytes.
    private struct Value: Decodable {
        let value: ExpressionValue

        private struct Bytes: Decodable {
            let base64: String
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .null
            } else if let text = try? container.decode(String.self) {
                value = .string(text)
            } else if let flag = try? container.decode(Bool.self) {
                value = .boolean(flag)
            } else if let number = try? container.decode(Int64.self) {
                value = .number(number)
            } else if let bytes = try? container.decode(Bytes.self), let data = Data(base64Encoded: bytes.base64) {
                value = .binary(Array(data))
            } else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "a value is text, a whole number, true, false, null or {\"base64\":\"…\"}"
                )
            }
        }
    }

    /// One value, or several.
    private struct Values: Decodable {
        let value: ExpressionValue

        init(from decoder: any Decoder) throws {
            if let values = try? decoder.singleValueContainer().decode([Value].self) {
                value = ExpressionObject.gathered(values.map(\.value))
            } else {
                value = try Value(from: decoder).value
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case attributes, parameters, expression
    }

    /// The values by attribute.
    let attributes: [AttributeName: ExpressionValue]
    /// What parameters stand for.
    let parameters: [String: String]
    /// Another expression than the one that was asked for.
    let expression: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let named = try container.decodeIfPresent([String: Values].self, forKey: .attributes) ?? [:]
        attributes = Dictionary(
            named.map { (AttributeName($0.key), $0.value.value) },
            uniquingKeysWith: { first, _ in first }
        )
        parameters = try container.decodeIfPresent([String: String].self, forKey: .parameters) ?? [:]
        expression = try container.decodeIfPresent(String.self, forKey: .expression)
    }

    private init(_ record: LDIFRecord) {
        var lists: [AttributeName: [ExpressionValue]] = ["dn": [.string(record.dn)]]
        for value in record.values {
            let text = String(validating: value.bytes, as: UTF8.self)
            lists[value.name, default: []].append(text.map { .string($0) } ?? .binary(value.bytes))
        }
        attributes = lists.mapValues(Self.gathered)
        parameters = [:]
        expression = nil
    }

    /// Reads a file: JSON where it begins with a brace, else LDIF.
    static func read(_ path: String) throws -> ExpressionObject {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ExpressionObjectError("The object \(path) cannot be read. Is the path right, may you read it?")
        }
        if data.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) == UInt8(ascii: "{") {
            return try decode(data, from: path)
        }
        let result = LDIFReader.read(SourceText(name: path, text: String(decoding: data, as: UTF8.self)))
        guard result.isComplete else { throw ExpressionObjectError(DiagnosticRenderer.render(result.diagnostics)) }
        guard let record = result.records.first else {
            throw ExpressionObjectError("\(path) is neither JSON nor LDIF with a record.")
        }
        if let attribute = record.incomplete.first {
            throw ExpressionObjectError(
                "\(path), line \(record.line): the object has a part of the values of \(attribute), in ranges that do not join "
                    + "from 0 to the end. Write all of them into it, or none."
            )
        }
        return ExpressionObject(record)
    }

    /// Reads JSON; what is wrong is said with its place in the document.
    static func decode(_ data: Data, from name: String) throws -> ExpressionObject {
        do {
            return try JSONDecoder().decode(ExpressionObject.self, from: data)
        } catch DecodingError.dataCorrupted(let context) {
            throw ExpressionObjectError("\(name)\(place(context)): \(context.debugDescription)")
        } catch DecodingError.typeMismatch(_, let context) {
            throw ExpressionObjectError("\(name)\(place(context)): \(context.debugDescription)")
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.isEmpty ? "" : ", at " + context.codingPath.map(\.stringValue).joined(separator: ".")
    }

    private static func gathered(_ values: [ExpressionValue]) -> ExpressionValue {
        values.count > 1 ? .list(values) : values.first ?? .null
    }
}

/// Why an object cannot be read.
struct ExpressionObjectError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
