import Directory

/// A piece of `$filter`.
enum GraphToken: Sendable, Hashable {
    case word(String)
    case text(String)
    case open
    case close
    case comma
    case slash
    case colon

    /// The most pieces of one condition.
    private static let most = 1000

    /// The pieces of a text.
    static func read(_ text: String) throws(ServiceError) -> [GraphToken] {
        var tokens: [GraphToken] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            guard tokens.count < most else {
                throw .unsupported("The $filter has more than \(most) parts.")
            }
            switch byte {
            case 0x20, 0x09: rest.removeFirst()
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: ":"):
                rest.removeFirst()
                tokens.append(sign(byte))
            case UInt8(ascii: "'"): tokens.append(.text(try quoted(&rest)))
            default:
                let word = rest.prefix {
                    ASCII.isKeyCharacter($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@")
                }
                guard !word.isEmpty else {
                    throw .badRequest("Invalid filter clause: a sign in it has no meaning there.")
                }
                rest = rest.dropFirst(word.count)
                tokens.append(.word(String(decoding: word, as: UTF8.self)))
            }
        }
        return tokens
    }

    private static func sign(_ byte: UInt8) -> GraphToken {
        switch byte {
        case UInt8(ascii: "("): .open
        case UInt8(ascii: ")"): .close
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: "/"): .slash
        default: .colon
        }
    }

    /// A text in quotation marks; two of them stand for one.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) throws(ServiceError) -> String {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "'") else {
                text.append(byte)
                continue
            }
            guard rest.first == byte else { return String(decoding: text, as: UTF8.self) }
            rest.removeFirst()
            text.append(byte)
        }
        throw .badRequest("Invalid filter clause: a text has no closing quotation mark.")
    }
}
