import Directory
import SyncExpressions

/// The bytes that stand for the value of an expression in a packed entry.
enum ValueBytes {
    struct Value {
        let bytes: [UInt8]
        let isReference: Bool
    }

    /// One element for each value; none for null.
    static func values(_ value: ExpressionValue) -> [Value] {
        switch value {
        case .null: []
        case .string(let text): text.isEmpty ? [] : [Value(bytes: Array(text.utf8), isReference: false)]
        case .number(let number): [Value(bytes: Array(String(number).utf8), isReference: false)]
        case .boolean(let flag): [Value(bytes: boolean(flag), isReference: false)]
        case .binary(let bytes): [Value(bytes: bytes, isReference: false)]
        case .date(let time): [Value(bytes: Array(String(time.ticks).utf8), isReference: false)]
        case .reference(let name): [Value(bytes: Array(name.utf8), isReference: true)]
        case .list(let list): list.flatMap(values)
        }
    }

    /// The one spelling of booleans in the metaverse.
    static func boolean(_ flag: Bool) -> [UInt8] { Array((flag ? "True" : "False").utf8) }
}
