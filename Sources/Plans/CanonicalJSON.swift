import Foundation

/// The one JSON form of a value: keys sorted, no blanks, slashes as they are.
///
/// Two equal values give the same bytes, which is what fingerprints and byte-identical plans rest on.
public enum CanonicalJSON {
    /// The canonical bytes of a value.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The same content laid out for people: two blanks of indentation, one key a line.
    public static func pretty(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Reads a value back; unknown keys are ignored, so that a later version's additions do not hurt.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Sequence<UInt8>) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
